// Ties the parts together on the page.
import { Drafts } from "./drafts";
import { enhance, type Field } from "./field";
import { read } from "./form";
import { list } from "./panel";
import { PlainMarks } from "./plain";
import type { Kept, Mark } from "./types";

export function start(): void {
  const rail = document.querySelector<HTMLElement>("[data-writing]");
  const form = document.querySelector<HTMLFormElement>("form.post-mortem-form");
  const state = document.querySelector<HTMLElement>("[data-save-state]");
  if (!rail || !form || !state) return;

  const fields = new Map<string, Field>();
  for (const box of form.querySelectorAll<HTMLTextAreaElement>("textarea")) {
    if (/\.(Markdown|Observation|Lesson)$/.test(box.name)) fields.set(bare(box.name), enhance(box));
  }
  const plain = new PlainMarks();
  const part = <T extends Element>(name: string) => rail.querySelector<T & HTMLElement>(`[data-${name}]`);
  let focus: string | null = null;

  const drafts = new Drafts(
    rail.dataset.writing!,
    () => ({ form: read(form), place: place(form, focus), focus }),
    (words, bad) => {
      state.textContent = words;
      state.classList.toggle("red", bad === true);
    },
    (kept) => show(kept),
  );

  function show(kept: Kept): void {
    const others = part("others");
    if (others && others.textContent !== kept.others) others.textContent = kept.others;
    if (kept.marks) marks(kept.marks);
    if (kept.preview !== null) preview(kept.preview);
  }

  function marks(all: Mark[]): void {
    const byField = new Map<string, Mark[]>();
    for (const mark of all) {
      if (mark.field) byField.set(mark.field, [...(byField.get(mark.field) ?? []), mark]);
    }
    for (const [name, field] of fields) field.show(byField.get(name) ?? []);
    plain.show(find, new Map([...byField].filter(([name]) => !fields.has(name))));
    const box = part("findings");
    if (box) list(box, all, goTo, (mark) => fields.get(mark.field!)?.fix(mark));
  }

  function goTo(mark: Mark): void {
    const field = fields.get(mark.field!);
    if (field) field.goTo(mark);
    else visible(find(mark.field!))?.focus();
  }

  function find(name: string): HTMLInputElement | HTMLTextAreaElement | null {
    return form!.querySelector(`[name="${CSS.escape(`Form.${name}`)}"]`);
  }

  // The field of rows that stand elsewhere is hidden: the rows are in front of it.
  function visible(box: HTMLInputElement | HTMLTextAreaElement | null): HTMLElement | null {
    if (box?.type !== "hidden") return box;
    let part = box.previousElementSibling;
    while (part && !part.matches("fieldset")) part = part.previousElementSibling;
    return part?.querySelector<HTMLElement>("input:not([type=hidden]), textarea:not([hidden])") ?? null;
  }

  // The server rendered it without raw HTML and with safe links only; our policy lets nothing in it run.
  function preview(html: string): void {
    const box = part("preview-box");
    const text = part("preview");
    if (!box || !text) return;
    box.hidden = html.length === 0;
    text.innerHTML = html;
  }

  form.addEventListener("input", () => drafts.typed());
  form.addEventListener("focusin", (event) => {
    const name = nameAt(event.target as HTMLElement);
    if (name === focus) return;
    focus = name;
    drafts.moved();
  });
  form.addEventListener("submit", () => drafts.finish());
  void drafts.send(true);
}

function bare(name: string): string {
  return name.replace(/^Form\./, "");
}

function nameAt(target: HTMLElement): string | null {
  const box = target.closest(".code-field")?.previousElementSibling ?? target;
  const name = (box as HTMLInputElement).name;
  return name?.startsWith("Form.") ? bare(name) : null;
}

// The part as the others read it: the section's own name, or the legend of the rows.
function place(form: HTMLFormElement, focus: string | null): string {
  if (!focus) return "";
  const box = form.querySelector(`[name="${CSS.escape(`Form.${focus}`)}"]`);
  const legend = box?.closest("fieldset")?.querySelector("legend")?.textContent;
  const label = box?.closest(".field")?.querySelector("label")?.firstChild?.textContent;
  return (legend ?? label ?? "").trim();
}
