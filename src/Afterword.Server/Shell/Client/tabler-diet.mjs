// Tabler knows dark mode as an attribute only. We also want "as the system says", without a script and without a flash:
// each dark rule is written once more for [data-bs-theme=auto] under prefers-color-scheme. What this product never
// draws is left out, and so are the many aliases for the theme attribute.
import postcss from "postcss";
import { readFileSync } from "node:fs";

const dark = "[data-bs-theme=dark]";
const aliases = /\.theme-dark|\[data-theme|data-bs-navbar-theme|body\[data-bs-theme|\.navbar/;
const neverDrawn = new RegExp(
  String.raw`\.(${[
    "accordion apexcharts avatar-upload bg-gradient bg-pattern calendar carousel chat chip coloris colorinput cookie countdown",
    "datepicker dropdown dropzone figure flag form-colorinput form-floating form-imagecheck form-range fslightbox hr-text",
    "is-valid img-responsive img-thumbnail jvm legend list-timeline litepicker map modal nav-segmented nouislider offcanvas",
    "otp pagination payment placeholder plyr popover ratio ribbon signal signature social sortable sparkline spinner",
    "star-rating stars steps swiper switch-icon text-gradient timeline toast tom-select tooltip tour tracking ts-",
    "turbo typed vr was-validated wysiwyg",
  ]
    .join(" ")
    .split(" ")
    .join("|")})(?![a-z])`,
);
const uncommonWidths = /\.[a-z-]+-(xl|xxl)-/;

export const tablerDiet = {
  name: "tabler-diet",
  setup(build) {
    build.onLoad({ filter: /tabler(\.min)?\.css$/ }, (args) => ({
      contents: slim(readFileSync(args.path, "utf8")),
      loader: "css",
    }));
  },
};

function slim(css) {
  const root = postcss.parse(css);
  root.walkRules((rule) => {
    if (rule.parent.type === "atrule" && /keyframes$/.test(rule.parent.name)) return;
    const kept = rule.selectors.filter((s) => !aliases.test(s) && !neverDrawn.test(s) && !uncommonWidths.test(s));
    if (kept.length === 0) return rule.remove();
    rule.selectors = kept;
    if (kept.some((s) => s.includes(dark) && !s.includes(`:not(${dark}`))) rule.after(whenTheSystemIsDark(rule, kept));
  });
  return root.toString();
}

function whenTheSystemIsDark(rule, selectors) {
  const auto = rule.clone({
    selectors: selectors.filter((s) => s.includes(dark)).map((s) => s.replaceAll(dark, "[data-bs-theme=auto]")),
  });
  return postcss.atRule({ name: "media", params: "(prefers-color-scheme:dark)", nodes: [auto] });
}
