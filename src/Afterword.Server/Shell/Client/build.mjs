// Bundles what the browser gets into the folder named on the command line. Run by `dotnet build` (Afterword.Server.csproj).
import { build } from "esbuild";
import { brotliCompressSync, constants } from "node:zlib";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tablerDiet } from "./tabler-diet.mjs";

const out = process.argv[2];
if (!out) {
  console.error("usage: node build.mjs OUTPUT-FOLDER");
  process.exit(2);
}
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

await build({
  entryPoints: ["app.ts", "editor.ts", "charts.ts", "app.css"],
  bundle: true,
  minify: true,
  target: ["es2022", "chrome111", "firefox121", "safari16.4"],
  outdir: out,
  // The address carries a version of its own (ClientAssets.cs), so the names can stay plain.
  assetNames: "[name]",
  loader: { ".woff2": "file" },
  plugins: [tablerDiet],
  logLevel: "warning",
});

writeFileSync(join(out, "icons.json"), JSON.stringify(icons()));
writeFileSync(join(out, "icon.svg"), readFileSync("icon.svg"));

// Text travels compressed; fonts already are.
for (const name of readdirSync(out).filter((name) => /\.(js|css)$/.test(name))) {
  const plain = readFileSync(join(out, name));
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } };
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(plain, best));
}

// The inside of each SVG that icons.txt names; Icon.razor draws the frame.
function icons() {
  const wanted = readFileSync("icons.txt", "utf8").split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
  return Object.fromEntries(wanted.map((name) => [name, inside(name)]));
}

function inside(name) {
  const [file, folder] = name.endsWith("-filled") ? [name.slice(0, -"-filled".length), "filled"] : [name, "outline"];
  const svg = readFileSync(`node_modules/@tabler/icons/icons/${folder}/${file}.svg`, "utf8");
  return svg
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace("</svg>", "")
    .replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "")
    .replace(/\s*\n\s*/g, "");
}
