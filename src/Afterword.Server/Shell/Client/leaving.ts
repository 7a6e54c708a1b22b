// A form that was touched asks before it is left, and a form that was sent is not sent twice by a double click.
export function leaving(): void {
  const touched = new Set<HTMLFormElement>();
  document.addEventListener("input", (event) => {
    const form = (event.target as HTMLElement).closest<HTMLFormElement>("form.form");
    if (form) touched.add(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    touched.clear();
    if (form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    // A download leaves the page standing: after a moment the form may be sent again.
    setTimeout(() => delete form.dataset.sent, 3000);
  });
  // Coming back by the browser's own cache finds the form ready again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset.sent;
  });
  addEventListener("beforeunload", (event) => {
    if (touched.size > 0) event.preventDefault();
  });
}
