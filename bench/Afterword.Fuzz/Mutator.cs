using System.Text;

namespace Afterword.Fuzz;

/// <summary>Makes the input of a number: the same one every time, so that a finding can be looked at again.</summary>
internal static class Mutator
{
    private static readonly string[] Tokens =
    [
        "```\n",
        "~~~",
        "<!--",
        "-->",
        "|",
        "||",
        "| --- | --- |\n",
        "\n- ",
        "\n  - ",
        "\n- [ ] ",
        "- [x]",
        "\n1. ",
        "\n## Timeline\n",
        "\n## Action items\n",
        "\n### 10:00\n",
        "\n# T\n",
        "**",
        "__",
        "`",
        "[",
        "](",
        "](http://a/issues/1)",
        "[a][b]",
        "\n[b]: http://c\n",
        "---\n",
        "\n---\n",
        "+++\n",
        "\n===\n",
        "{{ x }}",
        "{% note %}",
        "\t",
        "    ",
        "\u00a0",
        "\u200b",
        "\r\n",
        "\r",
        "@lee",
        "Owner: x",
        "Due: 2025-02-30",
        "99:99",
        "--:--",
        "14:??",
        "10:00-11:00",
        "UTC",
        "(IST)",
        "+99:99",
        "2024-13-45",
        "31/04/2024",
        "Feb 30",
        "#",
        "######",
        "> ",
        ">>>>",
        "<br>",
        "<h2>x</h2>",
        "&nbsp;",
        "&#0;",
        "\\",
        "\\|",
        "**Learning**: ",
        "**Impact**: x",
        "- **Impact**: x\n",
        "<!-- name: x -->",
        "<!-- columns: a | b -->",
        "- (x): y\n",
        "- 2024-05-03 10:00 UTC (a): b\n",
        "format: afterword/1\n",
        "é",
        "漢字",
        "🎉",
        "\u202e",
        "\ud83d",
        "%",
        "0",
        "-1",
        ":",
        "–",
    ];

    internal static string Input(int number)
    {
        var random = new Random(number);
        var text = new StringBuilder(Seeds.All[random.Next(Seeds.All.Count)]);
        if (text.Length > 12_000)
            text.Remove(12_000, text.Length - 12_000);
        var rounds = 1 + random.Next(12);
        for (var n = 0; n < rounds; n++)
            Mutate(text, random);
        return text.ToString();
    }

    private static void Mutate(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length + 1);
        switch (random.Next(11))
        {
            case 0 when text.Length > 0:
                text[random.Next(text.Length)] = (char)random.Next(1, 256);
                break;
            case 1:
                text.Remove(at, Math.Min(random.Next(200), text.Length - at));
                break;
            case 2:
                var from = random.Next(text.Length + 1);
                text.Insert(
                    at,
                    text.ToString(from, Math.Min(random.Next(400), text.Length - from))
                );
                break;
            case 3:
                SwapLines(text, random);
                break;
            case 4:
                var other = Seeds.All[random.Next(Seeds.All.Count)];
                var start = random.Next(other.Length);
                text.Insert(
                    at,
                    other.AsSpan(start, Math.Min(random.Next(2000), other.Length - start))
                );
                break;
            case 5:
                text.Insert(
                    at,
                    string.Concat(Enumerable.Repeat(Token(random), 1 + random.Next(60)))
                );
                break;
            case 6:
                Indent(text, random);
                break;
            case 7:
                text.Length = at;
                break;
            default:
                text.Insert(at, Token(random));
                break;
        }
    }

    private static string Token(Random random) => Tokens[random.Next(Tokens.Length)];

    private static void SwapLines(StringBuilder text, Random random)
    {
        var lines = text.ToString().Split('\n');
        var (a, b) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[a], lines[b]) = (lines[b], lines[a]);
        text.Clear().AppendJoin('\n', lines);
    }

    private static void Indent(StringBuilder text, Random random)
    {
        var lines = text.ToString().Split('\n');
        var start = random.Next(lines.Length);
        for (var i = start; i < Math.Min(lines.Length, start + random.Next(12)); i++)
            lines[i] = random.Next(2) == 0 ? "  " + lines[i] : lines[i].TrimStart();
        text.Clear().AppendJoin('\n', lines);
    }
}
