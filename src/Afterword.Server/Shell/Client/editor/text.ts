// Places in a text by line and column, as the linter counts them: both from 1, columns in UTF-16 code units.
import type { Edit, Span } from "./types";

export function offset(text: string, line: number, column: number): number {
  let at = 0;
  for (let n = 1; n < line; n++) {
    const next = text.indexOf("\n", at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  const end = text.indexOf("\n", at);
  return Math.min(at + column - 1, end < 0 ? text.length : end);
}

export function range(text: string, span: Span): [number, number] {
  const from = offset(text, span.line, span.column);
  return [from, Math.max(from, offset(text, span.endLine, span.endColumn))];
}

export function apply(text: string, edits: Edit[]): string {
  const sorted = edits.map((edit) => ({ at: range(text, edit), text: edit.text })).sort((a, b) => b.at[0] - a.at[0]);
  return sorted.reduce((left, edit) => left.slice(0, edit.at[0]) + edit.text + left.slice(edit.at[1]), text);
}
