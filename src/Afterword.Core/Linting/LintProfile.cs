namespace Afterword.Core.Linting;

/// <summary>How much the linter asks for; each rule says what it does in each profile.</summary>
public enum LintProfile
{
    /// <summary>For a team that begins: what would harm somebody, and the few parts nobody can do without.</summary>
    Starter,

    /// <summary>The default: what a good post-mortem holds.</summary>
    Recommended,

    /// <summary>Every rule, for documents that are to be exemplary.</summary>
    Strict,
}
