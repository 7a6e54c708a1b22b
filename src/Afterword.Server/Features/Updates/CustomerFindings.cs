using Afterword.Core.Linting;

namespace Afterword.Server.Features.Updates;

/// <summary>What the linter's safety rules see in words for customers: hosts, addresses, secrets, customer data.</summary>
internal static class CustomerFindings
{
    public static IReadOnlyList<Finding> Of(string words) =>
        [
            .. Linter
                .Lint($"---\naudience: customers\n---\n\n{words}")
                .Findings.Where(f => f.RuleId.StartsWith("AW4", StringComparison.Ordinal)),
        ];
}
