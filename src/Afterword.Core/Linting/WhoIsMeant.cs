using System.Text.RegularExpressions;

namespace Afterword.Core.Linting;

/// <summary>
/// Sees when words that may name a person name software or a thing: "the Rook operator failed to reconcile", "the package manager
/// did not check", "an admin script". Where both can be meant nobody is meant: silence is better than a false alarm.
/// </summary>
internal static partial class WhoIsMeant
{
    private const int LongestLine = 2000;

    /// <summary>Whether the role in a phrase is a piece of software here.</summary>
    internal static bool IsSoftware(LintDocument document, ProseText text, int index, string words)
    {
        if (Ambiguous().Match(words) is not { Success: true } role)
            return false;
        var kind = role.Value.ToLowerInvariant().TrimEnd('s');
        return (role.Index == 0 && IsModified(text.Text, index, kind))
            || document.SoftwareRoles.Contains(kind == "administrator" ? "admin" : kind);
    }

    /// <summary>The roles that are software somewhere in the document, and so may be anywhere in it.</summary>
    internal static HashSet<string> SoftwareRoles(LintDocument document)
    {
        HashSet<string> found = [];
        foreach (var line in document.Lines)
        {
            if (line.Text.Contains("operator", StringComparison.OrdinalIgnoreCase))
                Add("operator", SoftwareOperator());
            if (line.Text.Contains("manager", StringComparison.OrdinalIgnoreCase))
                Add("manager", SoftwareManager());
            if (line.Text.Contains("admin", StringComparison.OrdinalIgnoreCase))
                Add("admin", SoftwareAdmin());
            if (line.Text.Contains("supervisor", StringComparison.OrdinalIgnoreCase))
                Add("supervisor", SoftwareSupervisor());
            // In a cluster an operator is a program more often than not.
            if (Cluster().IsMatch(Short(line.Text)))
                found.Add("operator");

            void Add(string role, Regex pattern)
            {
                if (!found.Contains(role) && pattern.IsMatch(Short(line.Text)))
                    found.Add(role);
            }
        }
        return found;
    }

    /// <summary>Whether a phrase that ends with a noun goes on with another one: "caused by an admin | script".</summary>
    internal static bool IsPartOfName(string text, int end)
    {
        if (end + 1 >= text.Length || text[end] != ' ' || !char.IsLetterOrDigit(text[end + 1]))
            return false;
        var to = end + 1;
        while (to < text.Length && (char.IsLetterOrDigit(text[to]) || text[to] is '-' or '_'))
            to++;
        return !GoesOn().IsMatch(text[(end + 1)..to]);
    }

    /// <summary>Whether somebody is named with thanks, or as the one who found or mended it.</summary>
    internal static bool IsCredit(string text, int index) =>
        Credit().IsMatch(text[Math.Max(0, index - 40)..index]);

    // "package manager", "Postgres operator": a word in front that is neither a small one nor a job's.
    private static bool IsModified(string text, int index, string role)
    {
        var end = index;
        while (end > 0 && text[end - 1] == ' ')
            end--;
        if (
            end == index
            || end == 0
            || !(char.IsLetterOrDigit(text[end - 1]) || text[end - 1] == ProseText.Hole)
        )
            return false;
        var start = end;
        while (
            start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '-' or '_')
        )
            start--;
        var word = text[start..end];
        return !GoesOn().IsMatch(word) && !(role == "manager" && HumanManager().IsMatch(word));
    }

    private static string Short(string text) =>
        text.Length > LongestLine ? text[..LongestLine] : text;

    [GeneratedRegex(
        @"\b(?:operators?|managers?|admins?|administrators?|supervisors?)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Ambiguous();

    [GeneratedRegex(
        @"\w-operator\b|\boperator-\w|\b(?!The|An|Our|One|This|That|If|When|As|And|On|Human)[A-Z][\w-]+ [Oo]perators?\b|\boperators? (?:pods?|deployments?|controllers?|containers?|images?|versions?|upgrades?|bugs?|logs?|itself|precedence)\b"
    )]
    private static partial Regex SoftwareOperator();

    [GeneratedRegex(
        @"\b(?:kubernetes|k8s|kubectl|helm|CRDs?|custom resources?|reconcil\w*|statefulsets?|daemonsets?)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Cluster();

    [GeneratedRegex(
        @"\w-manager\b|\bmanager-\w|\b(?:package|controller|cluster|session|secrets?|connection|resource|queue|transaction|task|job|node|process|file|window|password|memory|cache|device|traffic|key|configuration|config|certificate|cert|state|lock|buffer|storage|volume|api|log|tag|license|event|context|plugin|module|version|thread|pool|update|dependency|workflow) managers?\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SoftwareManager();

    [GeneratedRegex(
        @"\badmin(?:istrator)? (?:panel|page|pages|api|ui|console|interface|tool|tools|dashboard|area|site|section|token|credentials?|server|node|command|endpoint|port|app|portal|backend|scripts?)\b|/admin\b|wp-admin|\bdjango\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SoftwareAdmin();

    [GeneratedRegex(
        @"\bsupervisor(?:d|ctl)\b|\b(?:process|erlang|otp) supervisors?\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SoftwareSupervisor();

    [GeneratedRegex(
        @"^(?:release|account|product|project|engineering|incident|line|general|office|program|programme|delivery|on-call|team|it|operations|change|problem|hiring|support|duty|senior|junior|new)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HumanManager();

    [GeneratedRegex(
        @"^(?:who|that|which|whose|whom|when|while|on|in|at|from|of|and|or|but|nor|during|by|with|without|to|after|before|as|for|because|since|so|if|until|unless|than|then|about|into|via|under|over|through|within|upon|what|where|why|how|is|are|was|were|be|been|has|have|had|does|do|did|will|would|can|could|may|might|must|shall|should|not|never|also|only|just|again|once|twice|earlier|later|yesterday|today|tomorrow|last|he|she|they|we|it|i|us|them|him|her|you|this|these|those|there|here|the|a|an|our|his|their|my|its|no|yes|cost|led|took|left|ran|hit|brought|kept|went|came|put|set|let|meant|got|sent|lost|began|then|due|both|all|\w+ing|\w+ed|\w+ly)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex GoesOn();

    [GeneratedRegex(
        @"(?:\b(?:thanks?(?: go| goes)? to|thank you|kudos to|credits?(?: to)?|cc|by the way|reported by|(?:found|discovered|identified|noticed|spotted|detected|diagnosed|fixed|mended|solved|resolved|reverted|suggested|pointed out|explained|reproduced|confirmed|analy[sz]ed|investigated|traced|tracked down|debugged|measured|written up|written down|documented) by|according to|see|ping|ask|owner:?|author:?|reporter:?|courtesy of|help (?:of|from)) *\(?)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Credit();
}
