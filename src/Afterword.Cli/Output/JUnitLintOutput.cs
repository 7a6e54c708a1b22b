using System.Globalization;
using System.Xml;
using Afterword.Core.Linting;

namespace Afterword.Cli.Output;

/// <summary>JUnit's XML: a suite a file, a failed case a finding (for information: skipped), so that any build server shows them.</summary>
internal sealed class JUnitLintOutput : ILintOutput
{
    private readonly XmlWriter xml;

    internal JUnitLintOutput(TextWriter writer)
    {
        xml = XmlWriter.Create(
            writer,
            new()
            {
                Indent = true,
                OmitXmlDeclaration = true,
                CheckCharacters = true,
            }
        );
        writer.WriteLine("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "afterword lint");
    }

    public void File(LintedFile file)
    {
        var findings = file.Result.Findings;
        var info = findings.Count(f => f.Severity == FindingSeverity.Info);
        Suite(file.Path, Math.Max(1, findings.Count), findings.Count - info, 0, info);
        if (findings.Count == 0)
            Case(file.Path, "nothing to improve");
        foreach (var f in findings)
        {
            Case(
                file.Path,
                $"{f.RuleId} line {f.Range.Line}: {LintRules.Find(f.RuleId)!.Doc.Title}",
                close: false
            );
            xml.WriteStartElement(f.Severity == FindingSeverity.Info ? "skipped" : "failure");
            xml.WriteAttributeString("message", f.Message);
            if (f.Severity != FindingSeverity.Info)
            {
                xml.WriteAttributeString("type", f.Severity.ToString().ToLowerInvariant());
                xml.WriteString($"{file.Path}:{f.Range.Line}:{f.Range.Column}\n{f.Why}");
            }
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    public void Unreadable(string path, string error)
    {
        Suite(path, 1, 0, 1, 0);
        Case(path, "can be read", close: false);
        xml.WriteStartElement("error");
        xml.WriteAttributeString("message", error);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    public void End(LintTotals totals)
    {
        xml.WriteEndElement();
        xml.Flush();
        xml.Dispose();
    }

    private void Suite(string name, int tests, int failures, int errors, int skipped)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", name);
        Number("tests", tests);
        Number("failures", failures);
        Number("errors", errors);
        Number("skipped", skipped);
    }

    private void Case(string file, string name, bool close = true)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", file);
        xml.WriteAttributeString("name", name);
        if (close)
            xml.WriteEndElement();
    }

    private void Number(string name, int value) =>
        xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));
}
