namespace Afterword.Server.Features.PostMortems;

/// <summary>
/// Merges what one person typed with what another saved meanwhile, part by part: a part only one of them changed is taken from that
/// one; of a part that both changed, the form keeps what was typed and the page shows both. No word of either is lost.
/// </summary>
/// <param name="Form">The form to go on with; its version and fingerprints are the stored ones.</param>
/// <param name="Conflicts">The parts both changed: name, stored, typed.</param>
/// <param name="TakenOver">The names of the parts that were taken from the stored version.</param>
public sealed record PostMortemMerge(
    PostMortemForm Form,
    IReadOnlyList<(string Field, string? Stored, string? Typed)> Conflicts,
    IReadOnlyList<string> TakenOver
)
{
    public static PostMortemMerge Of(PostMortemForm typed, PostMortemForm stored)
    {
        var merger = new Merger();
        var form = stored with
        {
            Paste = typed.Paste,
            PasteZone = typed.PasteZone,
            Stay = typed.Stay,
            Impact = merger.Text("Impact", typed.ImpactBase, typed.Impact, stored.Impact),
            Authors = merger.Text("Authors", typed.AuthorsBase, typed.Authors, stored.Authors),
            Sections = Sections(merger, typed, stored),
        };
        form.Timeline = merger.Rows(
            "Timeline",
            typed.TimelineBase,
            typed.Timeline,
            stored.Timeline,
            PostMortemForm.Text,
            row => PostMortemForm.Text([row])
        );
        form.Learnings = merger.Rows(
            "What We Learned",
            typed.LearningsBase,
            typed.Learnings,
            stored.Learnings,
            PostMortemForm.Text,
            row => PostMortemForm.Text([row])
        );
        return new PostMortemMerge(form, merger.Conflicts, merger.TakenOver);
    }

    private static List<PostMortemForm.SectionLine> Sections(
        Merger merger,
        PostMortemForm typed,
        PostMortemForm stored
    )
    {
        var left = new List<PostMortemForm.SectionLine>(typed.Sections ?? []);
        var merged = new List<PostMortemForm.SectionLine>();
        foreach (var theirs in stored.Sections ?? [])
        {
            var mine = left.FirstOrDefault(s =>
                s.Kind == theirs.Kind
                && PostMortemForm.Plain(s.Heading) == PostMortemForm.Plain(theirs.Heading)
            );
            if (mine is null)
            {
                merger.TakenOver.Add(theirs.Heading ?? "");
                merged.Add(theirs);
                continue;
            }
            left.Remove(mine);
            merged.Add(
                theirs with
                {
                    Markdown = merger.Text(
                        theirs.Heading ?? "",
                        mine.Base,
                        mine.Markdown,
                        theirs.Markdown
                    ),
                }
            );
        }
        // Sections that are stored no more: what I wrote in them stays, what I left as it was goes.
        merged.AddRange(
            left.Where(s =>
                PostMortemForm.Plain(s.Markdown).Length > 0
                && PostMortemForm.Fingerprint(s.Markdown) != s.Base
            )
        );
        return merged;
    }

    private sealed class Merger
    {
        public List<(string, string?, string?)> Conflicts { get; } = [];

        public List<string> TakenOver { get; } = [];

        public string? Text(string name, string? before, string? typed, string? stored) =>
            TakesStored(name, before, typed, stored) ? stored : typed;

        public List<T>? Rows<T>(
            string name,
            string? before,
            List<T>? typed,
            List<T>? stored,
            Func<IEnumerable<T>?, string> text,
            Func<T, string> row
        )
        {
            var conflicts = Conflicts.Count;
            if (TakesStored(name, before, text(typed), text(stored)))
            {
                return stored;
            }
            // Both added rows: all of them stand in the form.
            return Conflicts.Count == conflicts
                ? typed
                :
                [
                    .. typed ?? [],
                    .. (stored ?? []).Where(theirs =>
                        (typed ?? []).All(mine => row(mine) != row(theirs))
                    ),
                ];
        }

        private bool TakesStored(string name, string? before, string? typed, string? stored)
        {
            var (mine, theirs) = (
                PostMortemForm.Fingerprint(typed),
                PostMortemForm.Fingerprint(stored)
            );
            if (mine == theirs)
            {
                return true;
            }
            if (mine == before)
            {
                TakenOver.Add(name);
                return true;
            }
            if (theirs != before)
            {
                Conflicts.Add((name, stored, typed));
            }
            return false;
        }
    }
}
