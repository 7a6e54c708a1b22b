using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting;

/// <summary>The two rules about the comments that switch rules off; found while those comments are read.</summary>
internal static class SuppressionRules
{
    internal static RuleInfo NeedsReason { get; } =
        new("AW901", RuleFamily.Suppression, Warning, Warning, Error);

    internal static RuleInfo KnownRule { get; } =
        new("AW902", RuleFamily.Suppression, Warning, Warning, Error);
}
