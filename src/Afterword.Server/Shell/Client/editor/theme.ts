// The look of the text boxes, from the page's own colors, so that light and dark follow by themselves.
import { EditorView } from "@codemirror/view";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

const look = EditorView.theme({
  "&": { fontSize: "inherit", color: "var(--tblr-body-color)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit" },
  ".cm-content": { fontFamily: "inherit", padding: "0", caretColor: "var(--tblr-body-color)", lineHeight: "1.5" },
  ".cm-line": { padding: "0" },
  ".cm-cursor": { borderLeftColor: "var(--tblr-body-color)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--tblr-primary) 28%, transparent)",
  },
  ".cm-placeholder": { color: "var(--tblr-secondary)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--aw-red) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--aw-amber) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-info": { backgroundImage: "none", textDecoration: "underline dotted var(--tblr-secondary) 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-active": { backgroundColor: "color-mix(in srgb, var(--aw-amber) 14%, transparent)" },
  ".cm-tooltip": {
    color: "var(--tblr-body-color)",
    backgroundColor: "var(--tblr-bg-surface, Canvas)",
    border: "1px solid var(--tblr-border-color)",
    borderRadius: "6px",
    boxShadow: "0 4px 14px rgb(0 0 0 / 20%)",
    maxWidth: "32rem",
    zIndex: "20",
  },
  ".cm-diagnostic": { padding: ".5rem .75rem", borderLeft: "4px solid var(--tblr-secondary)", whiteSpace: "normal" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--aw-red)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--aw-amber)" },
  ".cm-diagnosticAction": {
    font: "inherit",
    fontWeight: "600",
    minHeight: "28px",
    padding: "2px 10px",
    margin: ".4rem 0 0",
    display: "block",
    color: "var(--tblr-body-color)",
    backgroundColor: "transparent",
    border: "1px solid var(--tblr-border-color)",
    borderRadius: "4px",
    cursor: "pointer",
  },
  ".why": { color: "var(--tblr-secondary)", marginTop: ".25rem", fontSize: ".9em" },
});

const marks = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.monospace, fontFamily: "var(--tblr-font-monospace)" },
  { tag: tags.link, textDecoration: "underline" },
  { tag: [tags.processingInstruction, tags.url], color: "var(--tblr-secondary)" },
]);

export const theme = [look, syntaxHighlighting(marks)];
