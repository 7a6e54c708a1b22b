// A real SMTP server (smtp-server) and a real parser (mailparser), for the tests. Listens on free loopback ports: plain with STARTTLS,
// and TLS from the first byte. Arguments: key.pem cert.pem. Prints one line of JSON with its ports, then one for each message taken.
// Ends when its standard input ends, so that it never outlives the test run.
const fs = require("node:fs");
const { SMTPServer } = require("smtp-server");
const { simpleParser } = require("mailparser");

const [key, cert] = process.argv.slice(2).map((file) => fs.readFileSync(file));
const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");
const people = (field) => (field ? field.value.map(({ name, address }) => ({ name, address })) : []);

async function take(stream, session) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  const mail = await simpleParser(raw);
  say({
    secure: session.secure,
    user: session.user ?? null,
    envelopeFrom: session.envelope.mailFrom.address,
    envelopeTo: session.envelope.rcptTo.map((to) => to.address),
    raw: raw.toString("base64"),
    headers: mail.headerLines.map((header) => header.key),
    subject: mail.subject ?? "",
    from: people(mail.from),
    to: people(mail.to),
    date: mail.date,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo ?? null,
    references: [mail.references ?? []].flat(),
    list: mail.headers.get("list") ?? null,
    autoSubmitted: mail.headers.get("auto-submitted") ?? null,
    text: mail.text ?? "",
    html: mail.html || "",
    attachments: mail.attachments.map((file) => ({
      type: file.contentType,
      name: file.filename,
      content: file.content.toString("base64"),
    })),
  });
}

function listen(secure) {
  const server = new SMTPServer({
    secure,
    key,
    cert,
    authOptional: true,
    size: 1_000_000,
    disableReverseLookup: true,
    onAuth: (auth, _session, done) =>
      auth.username === "afterword" && auth.password === "p@ss wörd"
        ? done(null, { user: auth.username })
        : done(new Error(`Invalid password ${auth.password}`)),
    onRcptTo: (address, _session, done) =>
      address.address.startsWith("nobody@") ? done(new Error("No such person")) : done(),
    onData: (stream, session, done) => take(stream, session).then(() => done(), done),
  });
  server.on("error", () => {}); // a client that hangs up is a test, not a fault
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.server.address().port)));
}

Promise.all([listen(false), listen(true)]).then(([plain, tls]) => say({ plain, tls }));
process.stdin.resume().on("end", () => process.exit(0));
