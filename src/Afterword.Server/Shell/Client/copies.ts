// A key copied alone goes along with its title: "INC-12" becomes "INC-12 Checkout errors".
export function copies(): void {
  document.addEventListener("copy", (event) => {
    const text = getSelection()?.toString().trim();
    const key = text && [...document.querySelectorAll<HTMLElement>(".key[data-title]")].find((k) => k.textContent?.trim() === text);
    if (!key || !event.clipboardData) return;
    event.clipboardData.setData("text/plain", `${text} ${key.dataset.title}`);
    event.preventDefault();
  });
}
