// Sends what is typed, a pause after the last key, and a sign of life now and then. One request at a time; the last words always follow.
import type { Kept } from "./types";

const pause = 1200;
const beat = 20_000;

export interface Sign {
  form: unknown;
  place: string;
  focus: string | null;
}

export class Drafts {
  private timer = 0;
  private sending = false;
  private again = false;
  private dirty = false;
  private over = false;

  public constructor(
    private readonly address: string,
    private readonly sign: () => Sign,
    private readonly say: (words: string, bad?: boolean) => void,
    private readonly got: (kept: Kept) => void,
  ) {
    setInterval(() => void this.send(false), beat);
    // The browser keeps this request alive when the page is closed: the last words are kept, the place is free at once.
    addEventListener("pagehide", () => {
      if (!this.over) this.post({ ...this.sign(), keep: this.dirty, leaving: true }, true).catch(() => {});
    });
  }

  public typed(): void {
    this.dirty = true;
    this.say("Saving a draft …");
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(true), pause);
  }

  public moved(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(true), 250);
  }

  // The form itself is on its way: from here on there is nothing to keep.
  public finish(): void {
    this.over = true;
    clearTimeout(this.timer);
  }

  public async send(withForm: boolean): Promise<void> {
    if (this.over || document.hidden && !withForm) return;
    if (this.sending) {
      this.again ||= withForm;
      return;
    }
    this.sending = true;
    const sign = this.sign();
    const wasDirty = this.dirty;
    this.dirty = false;
    try {
      const answer = await this.post({ ...sign, form: withForm || wasDirty ? sign.form : null, keep: wasDirty, leaving: false }, false);
      if (answer.redirected || answer.status === 401) throw new Error("you are signed out. Sign in on another tab, then go on");
      const kept = (await answer.json()) as Kept & { detail?: string };
      if (!answer.ok) throw new Error(kept.error ?? kept.detail ?? `the server answered ${answer.status}`);
      if (wasDirty && kept.at) this.say(`Draft saved ${kept.at}${kept.newer ? `. ${kept.newer}` : ""}`);
      this.got(kept);
    } catch (problem) {
      this.dirty ||= wasDirty;
      const words = problem instanceof TypeError ? "no connection to the server" : (problem as Error).message;
      if (this.dirty) this.say(`Not saved: ${words}. Your words are still here; this tries again.`, true);
    } finally {
      this.sending = false;
      if (this.again && !this.over) {
        this.again = false;
        void this.send(true);
      }
    }
  }

  private post(body: object, keepalive: boolean): Promise<Response> {
    const text = JSON.stringify(body);
    // What is kept alive may have 64 KiB; longer drafts were sent at the last pause.
    return fetch(this.address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: text,
      keepalive: keepalive && text.length < 60_000,
      credentials: "same-origin",
    });
  }
}
