// What the server answers to a draft (Features/PostMortems/Writing/DraftRoutes.cs).
export interface Span {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

export interface Edit extends Span {
  text: string;
}

export interface Mark extends Span {
  field: string | null;
  severity: "error" | "warning" | "info";
  rule: string;
  message: string;
  why: string;
  fix: { title: string; edits: Edit[] } | null;
}

export interface Kept {
  at: string | null;
  error: string | null;
  others: string;
  newer: string | null;
  marks: Mark[] | null;
  preview: string | null;
}
