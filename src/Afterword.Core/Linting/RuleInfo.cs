namespace Afterword.Core.Linting;

/// <summary>What kind of thing a rule looks after.</summary>
public enum RuleFamily
{
    /// <summary>Whether the parts are there, filled and in order.</summary>
    Structure,

    /// <summary>Whether people can read it without being blamed.</summary>
    Language,

    /// <summary>Whether the action items can be done and followed.</summary>
    ActionItems,

    /// <summary>Whether something was learned.</summary>
    Learning,

    /// <summary>Whether it can be shown to those it is for.</summary>
    Safety,

    /// <summary>Whether it reads well.</summary>
    Readability,

    /// <summary>Whether the comments that switch rules off are in order.</summary>
    Suppression,
}

/// <summary>What the linter knows of a rule besides its code. Title and reason stand in <c>docs/rules</c>, once.</summary>
/// <param name="Id">Its id; never given to another rule.</param>
/// <param name="Family">What it looks after.</param>
/// <param name="Starter">Its severity in the profile; null when it is off there.</param>
/// <param name="Recommended">Its severity in the profile; null when it is off there.</param>
/// <param name="Strict">Its severity in the profile; null when it is off there.</param>
public sealed record RuleInfo(
    string Id,
    RuleFamily Family,
    FindingSeverity? Starter,
    FindingSeverity? Recommended,
    FindingSeverity? Strict
)
{
    /// <summary>Whether its findings can be mended mechanically.</summary>
    public bool CanFix { get; init; }

    /// <summary>What it says by its page.</summary>
    public RuleDoc Doc => RuleDoc.Of(Id);

    /// <summary>Its severity in a profile, or null when it is off there.</summary>
    public FindingSeverity? In(LintProfile profile) =>
        profile switch
        {
            LintProfile.Starter => Starter,
            LintProfile.Strict => Strict,
            _ => Recommended,
        };
}
