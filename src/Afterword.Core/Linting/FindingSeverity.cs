namespace Afterword.Core.Linting;

/// <summary>How much a finding matters, lightest first.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing need be done.</summary>
    Info,

    /// <summary>A reader of the post-mortem would be worse off.</summary>
    Warning,

    /// <summary>Should not be published like this.</summary>
    Error,
}
