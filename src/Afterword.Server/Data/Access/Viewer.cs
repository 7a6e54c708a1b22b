using Afterword.Core.People;

namespace Afterword.Server.Data.Access;

/// <summary>Who is looking. Every read that could show an incident names one; workers name <see cref="System"/>.</summary>
/// <param name="PersonId">The person; null for the product itself.</param>
/// <param name="Role">What they may do.</param>
internal sealed record Viewer(int? PersonId, Role Role)
{
    /// <summary>The product itself: sees everything, for work that no person asked for.</summary>
    public static readonly Viewer System = new(null, Role.Admin) { SeesAll = true };

    /// <summary>True for the product itself and for auditors.</summary>
    public bool SeesAll { get; init; } = Role == Role.Auditor;
}
