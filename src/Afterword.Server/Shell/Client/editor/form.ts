// The form as the server's record of it: "Form.Sections[2].Markdown" becomes sections[2].markdown.
export function read(form: HTMLFormElement): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of new FormData(form)) {
    if (!name.startsWith("Form.") || typeof value !== "string") continue;
    put(result, name.slice("Form.".length), value);
  }
  return result;
}

function put(target: Record<string, unknown>, path: string, value: string): void {
  const row = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(path);
  if (!row) {
    target[lower(path)] = value;
    return;
  }
  const [, list, index, field] = row;
  const rows = (target[lower(list!)] ??= []) as Record<string, string>[];
  (rows[Number(index)] ??= {})[lower(field!)] = value;
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
