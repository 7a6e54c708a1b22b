// The list beside the text: every finding, the way to its place, its fix.
import { fixButton } from "./plain";
import type { Mark } from "./types";

const most = 50;

export function list(box: HTMLElement, marks: Mark[], goTo: (mark: Mark) => void, fix: (mark: Mark) => void): void {
  // What is only for information would bury what is worth a change, but for what one click mends.
  const shown = marks.filter((mark) => mark.severity !== "info" || mark.fix);
  const lead = document.createElement("p");
  lead.className = "text-secondary";
  lead.textContent = shown.length === 0
    ? "The linter has nothing to say."
    : `${shown.length === 1 ? "1 remark" : `${shown.length} remarks`} of the linter. They help; nothing here keeps you from saving.${shown.length > most ? ` The first ${most} are shown.` : ""}`;
  const items = document.createElement("ul");
  items.className = "finding-list";
  items.append(...shown.slice(0, most).map((mark) => item(mark, goTo, fix)));
  // What is open stays open: the list is drawn anew at each pause in typing.
  const open = new Set([...box.querySelectorAll("details[open] summary")].map((summary) => summary.textContent));
  box.replaceChildren(lead, ...(shown.length > 0 ? [items] : []));
  for (const summary of box.querySelectorAll("summary")) {
    if (open.has(summary.textContent)) summary.parentElement!.setAttribute("open", "");
  }
}

function item(mark: Mark, goTo: (mark: Mark) => void, fix: (mark: Mark) => void): HTMLElement {
  const row = document.createElement("li");
  const weight = document.createElement("strong");
  weight.textContent = mark.severity === "error" ? "Before publishing: " : mark.severity === "warning" ? "Better: " : "Small: ";
  row.append(weight, mark.message, " ");
  if (mark.field) {
    const go = document.createElement("button");
    go.type = "button";
    go.className = "btn btn-sm";
    go.textContent = "Show";
    go.addEventListener("click", () => goTo(mark));
    row.append(go, " ");
  }
  if (mark.fix) row.append(fixButton(mark, () => fix(mark)));
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = `Why (${mark.rule})`;
  const why = document.createElement("p");
  why.textContent = mark.why;
  details.append(summary, why);
  row.append(details);
  return row;
}
