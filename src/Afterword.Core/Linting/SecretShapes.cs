using System.Buffers;
using System.Text.RegularExpressions;

namespace Afterword.Core.Linting;

/// <summary>The shapes of tokens that well-known services give out; where a shape alone is weak, the characters must also look random.</summary>
internal static partial class SecretShapes
{
    /// <summary>A token on a line.</summary>
    internal readonly record struct Secret(int Start, int End, string What);

    private const int LongestLine = 16_000;

    /// <summary>What a token begins with: a text without any of these holds none.</summary>
    internal static SearchValues<string> Beginnings { get; } =
        SearchValues.Create(
            [
                "AKIA",
                "ASIA",
                "ghp_",
                "gho_",
                "ghu_",
                "ghs_",
                "ghr_",
                "github_pat_",
                "glpat-",
                "xoxa-",
                "xoxb-",
                "xoxp-",
                "xoxr-",
                "xoxs-",
                "hooks.slack.com",
                "AIza",
                "k_live_",
                "SG.",
                "npm_",
                "pypi-",
                "eyJ",
                "sk-",
                "hvs.",
                "hvb.",
                "dckr_pat_",
                "aw_",
            ],
            StringComparison.Ordinal
        );

    internal static IEnumerable<Secret> In(string line)
    {
        if (line.Length < 16 || !line.AsSpan().ContainsAny(Beginnings))
            yield break;
        if (line.Length > LongestLine)
            line = line[..LongestLine];
        foreach (Match match in Shapes().Matches(line))
        {
            var group = match.Groups.Values.Skip(1).First(g => g.Success && g.Name != "body");
            if (LooksRandom(match.Groups["body"].Value))
                yield return new(match.Index, match.Index + match.Length, Name(group.Name));
        }
    }

    private static string Name(string group) =>
        group switch
        {
            "aws" => "an access key of AWS",
            "github" => "a token of GitHub",
            "gitlab" => "a token of GitLab",
            "slack" => "a token of Slack",
            "hook" => "the address of a Slack webhook, which anyone may post to",
            "google" => "an API key of Google",
            "stripe" => "a secret key of Stripe",
            "sendgrid" => "an API key of SendGrid",
            "npm" => "a token of npm",
            "pypi" => "a token of PyPI",
            "jwt" => "a signed token (JWT) that opens a session",
            "afterword" => "a token of Afterword",
            "openai" => "an API key of a language-model service",
            "vault" => "a token of Vault",
            "docker" => "a token of Docker Hub",
            _ => "a secret",
        };

    /// <summary>Whether the characters carry enough information each to have been drawn at random: “EXAMPLE”, “xxxx” and words do not.</summary>
    internal static bool LooksRandom(string text)
    {
        if (
            text.Contains("EXAMPLE", StringComparison.OrdinalIgnoreCase)
            || text.Contains("xxxx", StringComparison.OrdinalIgnoreCase)
        )
            return false;
        double entropy = 0;
        foreach (var group in text.GroupBy(c => c))
        {
            var share = group.Count() / (double)text.Length;
            entropy -= share * Math.Log2(share);
        }
        return entropy >= Math.Min(3.2, 0.8 * Math.Log2(text.Length));
    }

    [GeneratedRegex(
        @"(?<![A-Za-z0-9_])(?:(?<aws>(?:AKIA|ASIA)(?<body>[A-Z0-9]{16}))|(?<github>gh[pousr]_(?<body>[A-Za-z0-9]{36,255})|github_pat_(?<body>[A-Za-z0-9_]{40,255}))|(?<gitlab>glpat-(?<body>[A-Za-z0-9_-]{20,64}))|(?<slack>xox[abprs]-(?<body>[A-Za-z0-9-]{20,250}))|(?<hook>https://hooks\.slack\.com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/(?<body>[A-Za-z0-9]{20,40}))|(?<google>AIza(?<body>[A-Za-z0-9_-]{35}))|(?<stripe>[rs]k_live_(?<body>[A-Za-z0-9]{20,250}))|(?<sendgrid>SG\.(?<body>[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{39,50}))|(?<npm>npm_(?<body>[A-Za-z0-9]{36}))|(?<pypi>pypi-AgEI(?<body>[A-Za-z0-9_-]{50,250}))|(?<jwt>eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,2000}\.(?<body>[A-Za-z0-9_-]{20,1000}))|(?<openai>sk-(?:proj-|ant-)?(?<body>[A-Za-z0-9_-]{32,200}))|(?<vault>hv[sb]\.(?<body>[A-Za-z0-9_-]{24,200}))|(?<docker>dckr_pat_(?<body>[A-Za-z0-9_-]{20,60}))|(?<afterword>aw_(?<body>[A-Za-z0-9]{32,64})))(?![A-Za-z0-9])"
    )]
    private static partial Regex Shapes();
}
