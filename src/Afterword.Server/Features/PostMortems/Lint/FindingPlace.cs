using Afterword.Core.Linting;

namespace Afterword.Server.Features.PostMortems.Lint;

/// <summary>Where in a post-mortem a finding stands, in the words of its headings.</summary>
internal static class FindingPlace
{
    /// <summary>The heading of the section a finding stands in; null above the first, and where the finding names it already.</summary>
    public static string? Of(string markdown, Finding finding)
    {
        var heading = markdown
            .Split('\n')
            .Take(finding.Range.Line)
            .LastOrDefault(line => line.StartsWith("## ", StringComparison.Ordinal))
            ?[3..].Trim();
        return heading is null || finding.Message.Contains(heading, StringComparison.Ordinal)
            ? null
            : heading;
    }
}
