using System.Text;
using System.Text.RegularExpressions;

namespace Afterword.Core.Memory;

/// <summary>Markdown as words on one line, for excerpts: marks go, what they mark stays.</summary>
internal static partial class PlainWords
{
    public static string Of(string markdown)
    {
        var text = Links().Replace(markdown, "$1");
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            if (char.IsWhiteSpace(sign) || char.IsControl(sign) || sign is '|')
            {
                if (plain.Length > 0 && plain[^1] != ' ')
                {
                    plain.Append(' ');
                }
            }
            else if (sign is not ('*' or '`' or '#'))
            {
                plain.Append(sign);
            }
        }
        return plain.ToString().TrimEnd();
    }

    // Linear: nothing in it can match in two ways.
    [GeneratedRegex(@"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}\)", RegexOptions.CultureInvariant)]
    private static partial Regex Links();
}
