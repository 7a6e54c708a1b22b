// One text box of the form with CodeMirror in its place. The box stays the form's field: it is hidden, and always holds the text.
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { commonmarkLanguage, markdownKeymap } from "@codemirror/lang-markdown";
import { LanguageSupport } from "@codemirror/language";
import { theme } from "./theme";
import { range } from "./text";
import type { Mark } from "./types";

export interface Field {
  readonly box: HTMLTextAreaElement;
  show(marks: Mark[]): void;
  fix(mark: Mark): void;
  goTo(mark: Mark): void;
}

export function enhance(box: HTMLTextAreaElement): Field {
  const frame = document.createElement("div");
  frame.className = "form-control code-field";
  const host = document.createElement("div");
  frame.append(host);
  // In a shadow root CodeMirror builds its styles as objects; in the page it would need a style element, which our policy forbids.
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({ state: state(box), root, parent: root });
  box.hidden = true;
  box.after(frame);
  frame.addEventListener("click", (event) => {
    if (event.target === frame) view.focus();
  });
  const label = document.querySelector<HTMLLabelElement>(`label[for="${CSS.escape(box.id)}"]`);
  label?.addEventListener("click", (event) => {
    event.preventDefault();
    view.focus();
  });
  return {
    box,
    show: (marks) => {
      const text = view.state.doc.toString();
      // That a section is empty stands in the list beside; in an empty box there is nothing to underline.
      view.dispatch(setDiagnostics(view.state, text.trim() ? marks.map((mark) => diagnostic(text, mark)) : []));
    },
    fix: (mark) => change(view, mark),
    goTo: (mark) => {
      const [from, to] = range(view.state.doc.toString(), mark);
      // Focus first: it scrolls, too, and would leave the place at the edge, below the bar with Save.
      view.focus();
      view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    },
  };
}

/** How much of the window's lower edge the bar with Save covers, in pixels. */
function covered(): number {
  const bar = document.querySelector(".submit-bar.sticky");
  return bar ? Math.min(200, Math.max(0, innerHeight - bar.getBoundingClientRect().top)) : 0;
}

function state(box: HTMLTextAreaElement): EditorState {
  const name = document.querySelector(`label[for="${CSS.escape(box.id)}"]`)?.textContent?.trim() ?? "";
  const hint = box.getAttribute("aria-describedby")?.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim();
  return EditorState.create({
    doc: box.value,
    extensions: [
      history(),
      keymap.of([...markdownKeymap, ...defaultKeymap.filter((key) => key.key !== "Mod-Enter"), ...historyKeymap, ...lintKeymap]),
      // Without the parsers of HTML, CSS and JavaScript that markdown() brings: a third of the whole script.
      new LanguageSupport(commonmarkLanguage),
      EditorView.lineWrapping,
      // The bar with Save stands above the end of the page; what is typed is never hidden by it.
      EditorView.scrollMargins.of(() => ({ bottom: covered() })),
      placeholder(box.placeholder),
      EditorView.contentAttributes.of({
        "aria-label": hint ? `${name}. ${hint}` : name,
        "aria-multiline": "true",
        "aria-invalid": box.getAttribute("aria-invalid") ?? "false",
        spellcheck: "true",
        autocapitalize: "sentences",
      }),
      theme,
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        box.value = update.state.doc.toString();
        box.dispatchEvent(new Event("input", { bubbles: true }));
      }),
    ],
  });
}

function diagnostic(text: string, mark: Mark): Diagnostic {
  const [from, to] = range(text, mark);
  return {
    from,
    to: Math.max(to, Math.min(from + 1, text.length)),
    severity: mark.severity,
    message: mark.message,
    renderMessage: () => words(mark),
    actions: mark.fix ? [{ name: mark.fix.title, apply: (view) => change(view, mark) }] : [],
  };
}

function words(mark: Mark): Node {
  const box = document.createElement("div");
  box.append(mark.message);
  const why = document.createElement("div");
  why.className = "why";
  why.textContent = `${mark.why} (${mark.rule})`;
  box.append(why);
  return box;
}

function change(view: EditorView, mark: Mark): void {
  const text = view.state.doc.toString();
  const changes = (mark.fix?.edits ?? []).map((edit) => {
    const [from, to] = range(text, edit);
    return { from, to, insert: edit.text };
  });
  view.dispatch({ changes, userEvent: "input.fix" });
}
