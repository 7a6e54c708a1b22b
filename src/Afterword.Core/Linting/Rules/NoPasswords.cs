using System.Buffers;
using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>No password stands in the document.</summary>
internal sealed partial class NoPasswords : ILintRule
{
    public RuleInfo About { get; } = new("AW403", RuleFamily.Safety, Error, Error, Error);

    public void Check(LintDocument document, LintReport report)
    {
        var anyNamed = document.MayHold(Names);
        var anyAddressed = document.MayHold(Schemes);
        if (!anyNamed && !anyAddressed)
            return;
        foreach (var line in document.Lines)
        {
            var text = document.Source(line.Number);
            var named = anyNamed && text.AsSpan().ContainsAny(Names);
            var addressed = anyAddressed && MayBeAddress(text);
            if (!named && !addressed)
                continue;
            if (text.Length > 4000)
                text = text[..4000];
            foreach (Match match in named ? Assigned().Matches(text) : None)
                if (
                    IsReal(match.Groups["value"].Value)
                    && !IsName(match.Groups["value"].Value)
                    // In Kubernetes a "secret" has a name, which is none.
                    && (
                        !match.Value.StartsWith("secret", StringComparison.OrdinalIgnoreCase)
                        || SecretShapes.LooksRandom(match.Groups["value"].Value)
                    )
                )
                    report.Add(
                        Range(line.Number, match.Groups["value"]),
                        "This looks like a password. Change it now, and write “(removed)” here."
                    );
            foreach (Match match in addressed ? InAddress().Matches(text) : None)
                if (IsReal(match.Groups["value"].Value))
                    report.Add(
                        Range(line.Number, match.Groups["value"]),
                        "This address carries a password. Change it now, and write the address without it."
                    );
        }
    }

    private static readonly IEnumerable<Match> None = [];

    private static readonly SearchValues<string> Schemes = SearchValues.Create(
        ["://"],
        StringComparison.Ordinal
    );

    // An address with a password has an at sign behind its scheme.
    private static bool MayBeAddress(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        return scheme > 0 && text.AsSpan(scheme).Contains('@');
    }

    private static readonly SearchValues<char> Marks = SearchValues.Create("!#^&*?");

    private static readonly SearchValues<string> Names = SearchValues.Create(
        [
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "api_key",
            "apikey",
            "access_key",
            "accesskey",
            "auth_token",
            "authtoken",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    private static SourceRange Range(int line, Group group) =>
        new(line, group.Index + 1, line, group.Index + group.Length + 1);

    // "password: required", "password=$DB_PASSWORD" and "password: ****" give nothing away.
    private static bool IsReal(string value) =>
        value.Length >= 6
        && !Harmless().IsMatch(value)
        && value.Any(char.IsLetter)
        && (value.Any(char.IsDigit) || value.AsSpan().ContainsAny(Marks))
        && value.Distinct().Count() > 4;

    // "password is base64-encoded", "pwd: /srv/app2", "api_key: payments-v2" are words, not passwords.
    private static bool IsName(string value) => Name().IsMatch(value.TrimEnd('.', ':', ')'));

    [GeneratedRegex(
        @"^(?:[a-z]+\d{0,3}(?:[-_./][a-z]*\d{0,3})+|/.*|.*://.*|base64|md5|sha-?\d+|argon2\w*|v\d[\d.]*)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Name();

    [GeneratedRegex(
        @"\b(?:\w+_)?(?:password|passwd|passphrase|pwd|secret|secret_key|client_secret|api_?key|access_?key|auth_?token)\b[""']?\s*(?:[:=]|\bis\b)\s*[""'`]?(?<value>[^\s""'`,;<>]{6,100})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Assigned();

    [GeneratedRegex(
        @"\b[a-z][a-z0-9+.-]{1,20}://[^\s:@/]{1,60}:(?<value>[^\s@/]{3,100})@[\w.-]",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex InAddress();

    [GeneratedRegex(
        @"^(?:\$|\{|\*|<|\[|%|x{3,}|https?:|example|changeme|redacted|removed|your|secret|password|REPLACE|process\.env|os\.|env\.|data\.|var\.|module\.|local\.|kubernetes|aws_)|\*\*|\.\.\.|\(|\bexample\b|^[A-Z_]+$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Harmless();
}
