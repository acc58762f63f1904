// What is new: the way to the first unread message, and a button to the newest when one reads further up.
export class News {
  constructor(talk) {
    this.talk = talk;
    this.button = talk.querySelector("[data-newest-button]");
    this.words = this.button.querySelector("[data-newest-words]");
    this.plain = this.words.textContent;
    this.number = 0;
    this.button.addEventListener("click", () => talk.toNewest());
    talk.list.scroller.addEventListener("scroll", () => this.look(), { passive: true });
    this.#prepareJump();
    this.#stayAtEnd();
  }

  // Where the list becomes shorter (a meeting opens above it), who reads the newest goes on reading it.
  #stayAtEnd() {
    const { list } = this.talk;
    new ResizeObserver(() => {
      if (list.scroller !== document && this.button.hidden && this.talk.joined) list.toEnd();
    }).observe(list.log);
  }

  #prepareJump() {
    const jump = this.talk.querySelector("[data-jump]");
    const mark = this.talk.list.log.querySelector("[data-new]");
    if (!jump || !mark) return;
    const { firstUnread, wordsNewSince } = this.talk.dataset;
    const time = this.talk.list.find(firstUnread)?.querySelector(".message__by time").textContent ?? "";
    const number = this.talk.seq - firstUnread + 1;
    jump.querySelector("span").textContent = wordsNewSince.replace("{number}", number).replace("{time}", time);
    jump.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      mark.scrollIntoView({ block: "center" });
      jump.remove();
    });
    const eye = new IntersectionObserver(([seen]) => {
      if (!seen.isIntersecting) return;
      jump.remove();
      eye.disconnect();
    });
    eye.observe(mark);
  }

  arrived() {
    if (this.talk.joined && this.talk.list.atEnd) return;
    this.number += 1;
    this.look();
  }

  look() {
    const away = !this.talk.joined || !this.talk.list.atEnd;
    if (!away) this.number = 0;
    const words = this.number ? this.talk.dataset.wordsNew.replace("{number}", this.number) : this.plain;
    if (this.words.textContent !== words) this.words.textContent = words;
    if (this.button.hidden !== !away) this.button.hidden = !away;
  }
}
