using System.Net;
using Afterword.Core.Linting;

namespace Afterword.Cli.Output;

/// <summary>
/// A report for people who do not use a terminal: one file, nothing loaded from elsewhere, a summary by rule and by document first.
/// The findings wait in a file on the disk until the sums that stand before them are known; held are only the sums.
/// </summary>
internal sealed class HtmlLintOutput : ILintOutput, IDisposable
{
    private sealed record Row(string Path, int Errors, int Warnings, int Infos)
    {
        internal bool IsClean => Errors + Warnings + Infos == 0;
    }

    private readonly TextWriter writer;
    private readonly FileStream disk;
    private readonly StreamWriter findings;
    private readonly List<Row> rows = [];
    private readonly Dictionary<string, (int Documents, int Urgent)> byRule = [];
    private readonly List<(string Path, string Error)> unreadable = [];

    internal HtmlLintOutput(TextWriter writer)
    {
        this.writer = writer;
        disk = new(
            Path.GetTempFileName(),
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.None,
            64 * 1024,
            FileOptions.DeleteOnClose
        );
        findings = new(disk);
    }

    public void File(LintedFile file)
    {
        var found = file.Result.Findings;
        rows.Add(
            new(
                file.Path,
                found.Count(f => f.Severity == FindingSeverity.Error),
                found.Count(f => f.Severity == FindingSeverity.Warning),
                found.Count(f => f.Severity == FindingSeverity.Info)
            )
        );
        foreach (var rule in found.GroupBy(f => f.RuleId))
        {
            var (documents, urgent) = byRule.GetValueOrDefault(rule.Key);
            byRule[rule.Key] = (
                documents + 1,
                urgent + (rule.Any(f => f.Severity > FindingSeverity.Info) ? 1 : 0)
            );
        }
        if (found.Count > 0)
            Document(file, rows.Count - 1);
    }

    public void Unreadable(string path, string error) => unreadable.Add((path, error));

    public void End(LintTotals totals)
    {
        writer.WriteLine(Head);
        writer.WriteLine(
            $"<h1>Post-mortems checked</h1><p>{Count(totals.Files, "document")}: {Count(totals.Count(FindingSeverity.Error), "error")}, {Count(totals.Count(FindingSeverity.Warning), "warning")}, {totals.Count(FindingSeverity.Info):N0} for information.</p>"
        );
        InShort();
        ByRule(totals);
        ByDocument();
        foreach (var (path, error) in unreadable)
            writer.WriteLine($"<p><strong>{E(path)}</strong> could not be read: {E(error)}</p>");
        CopyFindings();
        writer.WriteLine("</main></body></html>");
    }

    public void Dispose() => findings.Dispose();

    private void CopyFindings()
    {
        findings.Flush();
        disk.Position = 0;
        using var reader = new StreamReader(disk, leaveOpen: true);
        var piece = new char[16 * 1024];
        for (int read; (read = reader.Read(piece)) > 0; )
            writer.Write(piece, 0, read);
    }

    // What somebody reads who reads no more than this.
    private void InShort()
    {
        var errors = rows.Count(f => f.Errors > 0);
        var warnings = rows.Count(f => f.Warnings > 0);
        writer.WriteLine("<h2>In short</h2><ul>");
        writer.WriteLine(
            errors == 0
                ? "<li>No document holds anything that must not be published.</li>"
                : $"<li>{Count(errors, "document")} should not be published as they stand (errors).</li>"
        );
        writer.WriteLine(
            $"<li>{Count(warnings, "document")} would be better for readers with a change (warnings); {Count(rows.Count(f => f.IsClean), "document")} with nothing to improve.</li>"
        );
        var most = byRule
            .Where(r => r.Value.Urgent > 0)
            .OrderByDescending(r => r.Value.Urgent)
            .ThenBy(r => r.Key, StringComparer.Ordinal)
            .Take(3)
            .Select(r =>
                $"{E(LintRules.Find(r.Key)!.Doc.Title)} ({r.Value.Urgent:N0} of {rows.Count:N0} documents)"
            )
            .ToList();
        if (most.Count > 0)
            writer.WriteLine($"<li>What would help most: {string.Join("; ", most)}.</li>");
        writer.WriteLine("</ul>");
    }

    private void ByRule(LintTotals totals)
    {
        writer.WriteLine(
            "<h2>By rule</h2><table id=\"by-rule\"><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">What it asks for, and why</th><th scope=\"col\">Findings</th><th scope=\"col\">Documents</th></tr></thead><tbody>"
        );
        foreach (var (id, count) in totals.ByRule.OrderByDescending(r => r.Value))
        {
            var doc = LintRules.Find(id)!.Doc;
            writer.WriteLine(
                $"<tr><td>{id}</td><td><strong>{E(doc.Title)}</strong><br>{E(doc.Why)}</td><td class=\"n\">{count:N0}</td><td class=\"n\">{byRule[id].Documents:N0}</td></tr>"
            );
        }
        writer.WriteLine("</tbody></table>");
    }

    private void ByDocument()
    {
        writer.WriteLine(
            "<h2>By document</h2><table><thead><tr><th scope=\"col\">Document</th><th scope=\"col\">Errors</th><th scope=\"col\">Warnings</th><th scope=\"col\">Information</th></tr></thead><tbody>"
        );
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var name = row.IsClean ? E(row.Path) : $"<a href=\"#d{i}\">{E(row.Path)}</a>";
            writer.WriteLine(
                $"<tr><td>{name}</td>{Cell(row.Errors)}{Cell(row.Warnings)}{Cell(row.Infos)}</tr>"
            );
        }
        writer.WriteLine("</tbody></table>");
    }

    private static string Cell(int count) => $"<td class=\"n\">{count:N0}</td>";

    private void Document(LintedFile file, int i)
    {
        findings.WriteLine($"<h2 id=\"d{i}\">{E(file.Path)}</h2><ul>");
        foreach (var f in file.Result.Findings)
        {
            var severity = f.Severity.ToString().ToLowerInvariant();
            findings.WriteLine(
                $"<li class=\"finding\"><span class=\"{severity}\">{severity}</span> Line {f.Range.Line}: {E(f.Message)} <small>{f.RuleId}</small></li>"
            );
        }
        findings.WriteLine("</ul>");
    }

    private static string Count(int n, string word) => $"{n:N0} {word}{(n == 1 ? "" : "s")}";

    private static string E(string text) => WebUtility.HtmlEncode(text);

    private const string Head = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Post-mortems checked</title>
        <style>
        body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1d2430;background:#fff}main{max-width:60rem;margin:0 auto;padding:1.5rem}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #c9d0da}
        .n{text-align:right;font-variant-numeric:tabular-nums}li{margin:.4rem 0}.error,.warning,.info{font-weight:600}.error{color:#a3161f}.warning{color:#7a4a00}.info{color:#1b4f9c}
        @media (prefers-color-scheme:dark){body{color:#e7ebf1;background:#14181f}th,td{border-color:#3a4352}.error{color:#ff9aa0}.warning{color:#f2c46d}.info{color:#9cc4ff}a{color:#9cc4ff}}
        </style></head><body><main>
        """;
}
