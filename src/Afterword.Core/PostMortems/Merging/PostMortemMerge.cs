namespace Afterword.Core.PostMortems.Merging;

/// <summary>
/// Merges what one person wrote with what another saved meanwhile, by section and row. What only one of them changed is taken from
/// that one; of what both changed, the words of both stand in the result and the part is named, so that a person can look.
/// </summary>
/// <param name="Content">The merged content; no word that either wrote anew is missing.</param>
/// <param name="Conflicts">The parts that both changed in the same place.</param>
/// <param name="TakenOver">The names of the parts into which something of the other edit came without a question.</param>
public sealed record PostMortemMerge(
    PostMortemContent Content,
    IReadOnlyList<MergeConflict> Conflicts,
    IReadOnlyList<string> TakenOver
)
{
    /// <summary>Merges.</summary>
    /// <param name="before">The content both began with; null when it is not known any more: then all that differs is asked about.</param>
    /// <param name="mine">What the second to save wrote.</param>
    /// <param name="theirs">What is stored now.</param>
    public static PostMortemMerge Of(
        PostMortemContent? before,
        PostMortemContent mine,
        PostMortemContent theirs
    )
    {
        ArgumentNullException.ThrowIfNull(mine);
        ArgumentNullException.ThrowIfNull(theirs);
        var merger = new ContentMerger(before);
        var content = merger.Merge(mine, theirs);
        return new(content, merger.Conflicts, [.. merger.TakenOver.Distinct()]);
    }
}

/// <summary>A part that two people changed in the same place.</summary>
/// <param name="Part">Its name as the page shows it: a heading, "Impact", "Timeline".</param>
/// <param name="Theirs">What is stored; empty where they took it away.</param>
/// <param name="Mine">What the second to save wrote; empty where they took it away.</param>
public sealed record MergeConflict(string Part, string Theirs, string Mine);
