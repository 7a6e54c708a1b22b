// Judges what stands on standard input by rules that others wrote: check.js sarif | config | yaml | ical.
// Prints a line for each thing that is wrong and then exits with 1.
const fs = require("fs");
const path = require("path");
const formats = require("ajv-formats");
const yaml = require("yaml");

const what = process.argv[2];
const text = fs.readFileSync(0, "utf8");
const problems = [];

function validate(Ajv, schema, value) {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats(ajv);
  const check = ajv.compile(schema);
  if (!check(value)) for (const e of check.errors) problems.push(`${e.instancePath || "/"} ${e.message} ${JSON.stringify(e.params)}`);
}

function document() {
  const read = yaml.parseDocument(text, { version: "1.2" });
  for (const e of [...read.errors, ...read.warnings]) problems.push(e.message);
  return read.toJS();
}

if (what === "sarif") {
  // OASIS's own schema, as the package of the people who wrote SARIF carries it.
  const schema = path.join(path.dirname(require.resolve("@microsoft/jest-sarif/package.json")), "lib/schemas/sarif-2.1.0-rtm.5.json");
  validate(require("ajv-draft-04"), JSON.parse(fs.readFileSync(schema, "utf8")), JSON.parse(text));
} else if (what === "config") {
  const schema = path.join(__dirname, "../../docs/schema/afterword.schema.json");
  validate(require("ajv/dist/2020"), JSON.parse(fs.readFileSync(schema, "utf8")), document());
} else if (what === "ical") {
  // The parser is lenient, so what RFC 5545 asks of lines, UIDs and stamps is looked at here.
  if (!text.endsWith("\r\n") || /[^\r]\n/.test(text)) problems.push("not CRLF");
  text.split("\r\n").forEach((line, i) => Buffer.byteLength(line) > 75 && problems.push(`line ${i + 1} is longer than 75 octets`));
  const ICAL = require("ical.js").default ?? require("ical.js");
  const calendar = new ICAL.Component(ICAL.parse(text));
  if (!calendar.getFirstProperty("prodid") || calendar.getFirstPropertyValue("version") !== "2.0") problems.push("prodid or version is missing");
  const uids = new Set();
  for (const event of calendar.getAllSubcomponents("vevent")) {
    for (const name of ["uid", "dtstamp"]) if (event.getAllProperties(name).length !== 1) problems.push(`${name} stands ${event.getAllProperties(name).length} times`);
    if (event.hasProperty("dtend") && event.hasProperty("duration")) problems.push("dtend and duration exclude each other");
    const uid = event.getFirstPropertyValue("uid");
    if (uids.has(uid)) problems.push(`${uid} stands twice`);
    uids.add(uid);
    if (!problems.length) console.log([uid, event.getFirstPropertyValue("dtstart"), event.getFirstPropertyValue("status"), event.getFirstPropertyValue("summary")].join("|"));
  }
} else {
  const value = document();
  if (!problems.length) console.log(JSON.stringify(value));
}
for (const problem of problems.slice(0, 20)) console.log(problem);
process.exitCode = problems.length ? 1 : 0;
