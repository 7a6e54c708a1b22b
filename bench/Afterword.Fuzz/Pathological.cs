using System.Diagnostics;
using Afterword.Core.PostMortems;

namespace Afterword.Fuzz;

/// <summary>Texts of the greatest size, each made to hit one thing that readers are slow at; read and written, best of three.</summary>
internal static class Pathological
{
    private const int Limit = 250;

    private static readonly (string Name, Func<string> Text)[] Cases =
    [
        ("links that never close", () => Fill("[a](b")),
        ("open brackets", () => Fill("[")),
        ("nested brackets", () => new string('[', 500_000) + new string(']', 500_000)),
        ("asterisks", () => Fill("*")),
        ("emphasis that never closes", () => Fill("*a **b ")),
        ("open code spans", () => Fill("`a ")),
        (
            "code spans of growing length",
            () => string.Concat(Enumerable.Range(1, 1_400).Select(n => new string('`', n) + "a"))
        ),
        ("nested quotes", () => Fill(">")),
        (
            "nested lists",
            () =>
                string.Concat(Enumerable.Range(0, 1_000).Select(n => new string(' ', n) + "- a\n"))
        ),
        (
            "a table of 200,000 columns",
            () => Fill("| a ", 500_000) + "|\n" + Fill("|-", 500_000) + "|\n"
        ),
        (
            "a table of 20,000 columns",
            () =>
                Fill("| a ", 80_000)
                + "|\n"
                + Fill("|-", 40_000)
                + "|\n"
                + Fill("| b ", 80_000)
                + "|\n"
        ),
        ("comments that never close", () => Fill("<!-- ")),
        ("comments on every line", () => Fill("<!--\n")),
        ("tags that never close", () => Fill("<a ")),
        ("headings", () => Fill("# a\n")),
        (
            "headings, each another",
            () => string.Concat(Enumerable.Range(0, 80_000).Select(n => $"## h{n}\n"))
        ),
        ("labels", () => Fill("- **Impact**: x\n")),
        ("moments", () => "## Timeline\n\n" + Fill("- 10:00 a\n")),
        ("heading moments", () => "## Timeline\n\n" + Fill("### 10:00\n")),
        ("rows of moments", () => "## Timeline\n\n" + Fill("| 10:00 | b |\n")),
        ("rows of items", () => "## Action items\n\n" + Fill("| a | b |\n")),
        ("items", () => "## Action items\n\n" + Fill("- a\n")),
        ("paragraph moments", () => "## Timeline\n\n" + Fill("10:00 a\n")),
        (
            "reference definitions",
            () =>
                string.Concat(
                    Enumerable.Range(0, 28_000).Select(n => $"[r{n}]: https://example.org/{n}\n")
                )
        ),
        ("reference uses", () => Fill("[a][b] ")),
        ("numbers and colons", () => Fill("1:")),
        ("dates that never end", () => Fill("2024-")),
        ("mentions", () => "## Action items\n\n- " + Fill("@a, ", 1_000_000)),
        ("due words", () => "## Action items\n\n- " + Fill("(due ", 1_000_000)),
        ("unclosed fences", () => Fill("~~~x\n")),
        (
            "fences of growing length",
            () =>
                string.Concat(
                    Enumerable.Range(3, 1_400).Select(n => new string('`', 1_403 - n) + "\n")
                )
        ),
        ("white space", () => Fill(" ")),
        ("one long word", () => Fill("a")),
        ("brackets in front matter", () => "---\na: " + Fill("[]", 900_000) + "\n---\n"),
        // The cases that cmark is tested with, at the greatest size.
        (
            "strong emphasis in emphasis",
            () => Fill("*a **a ", 500_000) + "b" + Fill(" a** a*", 500_000)
        ),
        ("emphasis closers", () => Fill("a_ ")),
        ("emphasis openers", () => Fill("_a ")),
        ("link closers", () => Fill("a]")),
        ("link openers", () => Fill("[a")),
        ("mismatched openers and closers", () => Fill("*a_ ")),
        ("runs whose lengths do not fit", () => "a**b" + Fill("c* ")),
        ("link openers and emphasis closers", () => Fill("[ a_")),
        ("a bracket, a parenthesis, again", () => Fill("[ (](")),
        ("images in images", () => Fill("![[]()")),
        ("emphasis across links", () => Fill("**x [a*b**c*](d)")),
        ("quotes in quotes", () => Fill("> ", 600_000) + "a"),
        ("lists in lists on one line", () => Fill("- ") + "x"),
        ("empty lines in lists in lists", () => Fill("- ", 30_000) + "x" + Fill("\n", 900_000)),
        ("open tags of instructions", () => Fill("<?")),
        ("open tags of declarations", () => Fill("<!A ")),
        ("open CDATA", () => Fill("<![CDATA[")),
        ("an HTML tag of many attributes", () => "<a " + Fill("x='1' ") + ">"),
        ("entities", () => Fill("&amp;")),
        // YAML that kills other readers.
        ("sequences in sequences", () => "---\na: " + Fill("[", 100_000) + "\n---\n"),
        (
            "a bomb of aliases",
            () =>
                "---\na: &a [x]\n"
                + string.Concat(
                    Enumerable.Range(0, 20_000).Select(n => $"b{n}: &b{n} [*a, *a, *a, *a]\n")
                )
                + "---\n"
        ),
        (
            "tags, merge keys and duplicate keys",
            () => "---\n" + Fill("<<: *x\na: !!int 1\n", 40_000) + "---\n"
        ),
        ("a scalar of a megabyte", () => "---\na: \"" + Fill("x", 1_000_000) + "\"\n---\n"),
        ("front matter of many fields", () => "---\n" + Fill("a: b\n", 900_000) + "---\n"),
    ];

    internal static int Run()
    {
        var over = 0;
        foreach (var (name, make) in Cases)
        {
            var text = make();
            var best = Enumerable.Range(0, 3).Min(_ => Once(text));
            over += best > Limit ? 1 : 0;
            Console.WriteLine(
                $"{best, 6} ms  {text.Length, 9:N0} characters  {name}{(best > Limit ? "  OVER" : "")}"
            );
        }
        return over;
    }

    private static long Once(string text)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var result = CanonicalForm.Read(text);
        if (result.Error is null)
            _ = PostMortemWriter.Write(result.Documents[0]);
        return (long)(Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds;
    }

    private static string Fill(string unit, int length = PostMortemReader.MaxLength - 100) =>
        string.Concat(Enumerable.Repeat(unit, length / unit.Length));
}
