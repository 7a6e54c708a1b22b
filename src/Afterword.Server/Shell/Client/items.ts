// Keys on the list of items: j and k move, x marks, e changes, ? shows the keys. The focus moves with them, so Enter opens and a screen reader follows.
export function items(): void {
  const table = document.querySelector<HTMLElement>(".items[data-keys]");
  if (!table) return;
  const rows = [...table.querySelectorAll<HTMLTableRowElement>("tbody tr")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const done = keys[event.key]?.(rows, at);
    if (done) event.preventDefault();
  });
}

const keys: Record<string, (rows: HTMLTableRowElement[], at: number) => boolean> = {
  j: (rows, at) => focus(rows[Math.min(at + 1, rows.length - 1)]),
  k: (rows, at) => focus(rows[Math.max(at - 1, 0)]),
  x: (rows, at) => mark(rows[at]),
  e: (rows, at) => change(rows[at]),
  "?": () => help(),
};

function focus(row?: HTMLTableRowElement): boolean {
  row?.querySelector<HTMLElement>(".row-title")?.focus();
  row?.scrollIntoView({ block: "nearest" });
  return !!row;
}

function mark(row?: HTMLTableRowElement): boolean {
  const box = row?.querySelector<HTMLInputElement>("input[name=item]");
  box?.click();
  return !!box;
}

function change(row?: HTMLTableRowElement): boolean {
  const form = document.querySelector<HTMLFormElement>(".marks-form");
  if (form?.querySelector("input[name=item]:checked")) form.requestSubmit();
  else if (form && row) location.assign(`${row.querySelector<HTMLAnchorElement>(".row-title")!.href}/edit`);
  else return false;
  return true;
}

function help(): boolean {
  const list = document.querySelector<HTMLDetailsElement>(".keys-help");
  if (!list) return false;
  list.open = !list.open;
  if (list.open) list.scrollIntoView({ block: "nearest" });
  return true;
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== "checkbox";
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName);
}
