// "/" focuses the search; g then i, a, p, h goes somewhere. Silent while somebody types.
const places: Record<string, string> = { h: "/", i: "/incidents", a: "/action-items", p: "/plan" };
const patience = 1200; // milliseconds between g and the second key

export function keys(): void {
  let goUntil = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.composedPath()[0] ?? null)) return;
    const place = places[event.key];
    if (event.timeStamp < goUntil && place && document.querySelector(`.side-nav a[href="${place}"]`)) {
      event.preventDefault();
      location.assign(place);
    } else if (event.key === "/") {
      const box = [...document.querySelectorAll<HTMLInputElement>("input[type=search]")].find((input) => input.offsetParent);
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    }
    goUntil = event.key === "g" ? event.timeStamp + patience : 0;
  });
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
