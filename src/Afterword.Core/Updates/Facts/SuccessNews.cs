using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>A metric that has been better than its baseline for two periods (F11).</summary>
/// <param name="Name">The metric.</param>
/// <param name="Was">The baseline's figure.</param>
/// <param name="Is">The last period's figure.</param>
/// <param name="Baseline">The baseline's name.</param>
/// <param name="Team">Whose figure it is; empty for the whole organization.</param>
public sealed record SuccessStory(
    string Name,
    string Was,
    string Is,
    string Baseline,
    string Team = ""
)
{
    internal string Line =>
        $"{Name}{(Team.Length > 0 ? $", {FactWords.Short(Team, 6)}" : "")}: {Is} instead of {Was} ({FactWords.Short(Baseline, 8)}), for two months now";
}

/// <summary>Something got better and stayed so: told to the whole company, or to the team whose figure it is.</summary>
/// <param name="Story">What got better.</param>
/// <param name="Page">The page with the figure and the rows behind it.</param>
public sealed record SuccessNews(SuccessStory Story, Uri Page) : News
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.SuccessStory;

    /// <inheritdoc/>
    public override InternalFacts? About => null;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            _ =>
                new TemplateFields()
                    .Text("metric", Story.Name)
                    .Text("was", Story.Was)
                    .Text("is", Story.Is)
                    .Text("baseline", FactWords.Short(Story.Baseline, 8))
                    .Text("team", FactWords.Short(Story.Team, 6))
                    .Link("page", "the figure and the rows behind it", Page)
        );
}
