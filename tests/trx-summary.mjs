// Reads one report: prints "passed failed skipped", then a line for each failed and each skipped test with its reason. Exit 1 when there is no whole report.
import { existsSync, readFileSync } from "node:fs";

const file = process.argv[2];
const report = file && existsSync(file) ? readFileSync(file, "utf8") : "";
const counters = /<Counters ([^>]*)\/?>/.exec(report)?.[1];
if (!counters || !report.includes("</TestRun>")) process.exit(1);

const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)?.[1] ?? 0);
const results = [...report.matchAll(/<UnitTestResult ([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)].map(([, head, body]) => ({
  name: attribute(head, "testName"),
  outcome: attribute(head, "outcome"),
  reason: text(/<Message>([\s\S]*?)<\/Message>/.exec(body ?? "")?.[1] ?? ""),
}));
const skipped = results.filter((r) => r.outcome === "NotExecuted");
const failed = results.filter((r) => r.outcome === "Failed");

console.log(count("passed"), Math.max(count("failed") + count("error") + count("timeout") + count("aborted"), failed.length), skipped.length);
for (const test of failed) console.log(`failed: ${test.name}: ${test.reason.split("\n")[0]}`);
for (const test of skipped) console.log(`skipped: ${test.name}: ${test.reason || "no reason given"}`);

function attribute(head, name) {
  return text(new RegExp(`\\b${name}="([^"]*)"`).exec(head)?.[1] ?? "");
}

function text(xml) {
  const entities = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return xml.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (all, name) => entities[name] ?? code(name) ?? all).trim();
}

function code(name) {
  if (!name.startsWith("#")) return undefined;
  return String.fromCodePoint(name[1] === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1)));
}
