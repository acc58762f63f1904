// What somebody typed and has not been stored yet. On a computer that others use it stays in this tab and goes with it;
// on one's own it outlives the tab. Signing out takes it away in both (elements/forget-on-leaving.js).
const START = "talk.";

const read = (store, key) => {
  try {
    return JSON.parse(store.getItem(key));
  } catch {
    return null;
  }
};

const write = (store, key, value) => {
  try {
    if (value === null) store.removeItem(key);
    else store.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the page still holds it.
  }
};

export class Kept {
  constructor(name, ownDevice) {
    this.store = ownDevice ? localStorage : sessionStorage;
    this.draftKey = `${START}draft.${name}`;
    this.unsentKey = `${START}unsent.${name}`;
  }

  get draft() {
    return read(this.store, this.draftKey) ?? "";
  }

  set draft(text) {
    write(this.store, this.draftKey, text || null);
  }

  // A list of { mark, body, at, replyTo, replySeq, refused }, in the order in which they were said.
  get unsent() {
    return read(this.store, this.unsentKey) ?? [];
  }

  keep(said) {
    const all = this.unsent;
    const there = all.findIndex(({ mark }) => mark === said.mark);
    if (there < 0) all.push(said);
    else all[there] = said;
    write(this.store, this.unsentKey, all);
  }

  drop(mark) {
    const left = this.unsent.filter((said) => said.mark !== mark);
    write(this.store, this.unsentKey, left.length ? left : null);
  }
}
