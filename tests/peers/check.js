// Judges what stands on standard input by rules that others wrote: check.js sarif | config | yaml.
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
} else {
  const value = document();
  if (!problems.length) console.log(JSON.stringify(value));
}
for (const problem of problems.slice(0, 20)) console.log(problem);
process.exitCode = problems.length ? 1 : 0;
