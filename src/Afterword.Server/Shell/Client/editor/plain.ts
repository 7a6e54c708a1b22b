// A field that keeps its own box (a line of the timeline, the impact): what the linter says stands below it, in words.
import { apply } from "./text";
import type { Mark } from "./types";

export class PlainMarks {
  private readonly notes = new Map<string, HTMLElement>();

  public show(field: (name: string) => HTMLInputElement | HTMLTextAreaElement | null, marks: Map<string, Mark[]>): void {
    for (const [name, note] of this.notes) {
      if (marks.has(name)) continue;
      note.remove();
      this.notes.delete(name);
    }
    for (const [name, found] of marks) {
      const box = field(name);
      if (!box || box.type === "hidden") continue;
      const note = this.notes.get(name) ?? this.add(name, box);
      note.replaceChildren(...found.map((mark) => line(mark, box)));
    }
  }

  private add(name: string, box: HTMLElement): HTMLElement {
    const note = document.createElement("ul");
    note.className = "field-marks";
    box.after(note);
    this.notes.set(name, note);
    return note;
  }
}

function line(mark: Mark, box: HTMLInputElement | HTMLTextAreaElement): HTMLElement {
  const item = document.createElement("li");
  item.append(mark.message);
  if (mark.fix) item.append(" ", fixButton(mark, () => put(box, apply(box.value, mark.fix!.edits))));
  return item;
}

export function fixButton(mark: Mark, act: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.textContent = mark.fix!.title;
  button.addEventListener("click", act);
  return button;
}

function put(box: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
