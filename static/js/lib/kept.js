// What somebody typed and has not been stored yet. It stays in this tab only, and goes with it: computers are shared.
const read = (key) => {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
};

const write = (key, value) => {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the page still holds it.
  }
};

export class Kept {
  constructor(name) {
    this.draftKey = `talk.draft.${name}`;
    this.unsentKey = `talk.unsent.${name}`;
  }

  get draft() {
    return read(this.draftKey) ?? "";
  }

  set draft(text) {
    write(this.draftKey, text || null);
  }

  // A list of { mark, body, at }.
  get unsent() {
    return read(this.unsentKey) ?? [];
  }

  keep(said) {
    write(this.unsentKey, [...this.unsent.filter(({ mark }) => mark !== said.mark), said]);
  }

  drop(mark) {
    const left = this.unsent.filter((said) => said.mark !== mark);
    write(this.unsentKey, left.length ? left : null);
  }
}
