using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;

namespace Afterword.Retrieval;

/// <summary>Incidents that could be anybody's, from a few hundred words of the trade: what a search has to tell the real ones from.</summary>
internal sealed class Synthetic(int seed)
{
    private const int Batch = 100;

    private static readonly string[] Things =
        "database cluster queue worker cache balancer gateway proxy certificate deployment pipeline node pod container volume disk network router switch firewall dns resolver token session login checkout payment invoice search index replica primary failover backup restore migration schema table lock transaction timeout retry connection pool thread memory heap garbage collector kernel driver firmware image registry artifact build release rollback config flag secret key rotation alert dashboard metric log trace probe health endpoint api client request response header body payload webhook cron job batch stream topic partition consumer producer broker bucket storage object upload download mail sms notification region zone rack power cooling vendor provider upstream downstream dependency library package version upgrade patch script terraform ansible helm chart ingress controller operator scheduler quota limit throttle burst spike traffic load latency error rate throughput saturation".Split(
            ' '
        );

    private static readonly string[] Verbs =
        "failed restarted exhausted overloaded expired blocked rejected dropped delayed duplicated corrupted drained rolled scaled filled leaked crashed stalled throttled refused misrouted evicted reloaded reverted".Split(
            ' '
        );

    private static readonly string[] Links =
        "after because while when until during before since although whereas".Split(' ');

    private readonly Random _random = new(seed);

    /// <summary>Stores so many of them.</summary>
    public async Task Fill(Store store, int incidents)
    {
        for (var done = 0; done < incidents; done += Batch)
        {
            var many = Math.Min(Batch, incidents - done);
            await store.Write(async db =>
            {
                for (var i = 0; i < many; i++)
                {
                    await One(db, store.Now);
                }
            });
        }
    }

    private async Task One(AfterwordDb db, DateTimeOffset now)
    {
        var at = now.AddMinutes(-_random.Next(1, 1_000_000));
        var by = By.Product(now);
        var number = await db.NextIncident();
        db.Incidents.Add(
            Incident.Import(
                number,
                new IncidentDetails
                {
                    Title = $"{Upper(Pick(Things))} {Pick(Things)} {Pick(Verbs)}",
                    Severity = (Severity)_random.Next(4),
                    StartedAt = at,
                    ResolvedAt = at.AddMinutes(_random.Next(5, 600)),
                    Impact = Sentence(),
                    Tags = [Pick(Things), Pick(Things)],
                },
                by
            )
        );
        db.PostMortems.Add(
            PostMortem.Start(
                number,
                new PostMortemContent
                {
                    Sections =
                    [
                        new(SectionKind.Summary, "Summary", Text(2)),
                        new(SectionKind.RootCause, "Root Cause", Text(4)),
                        new(SectionKind.ContributingFactors, "Contributing Factors", Text(4)),
                        new(SectionKind.WentWell, "What Went Well", Text(2)),
                    ],
                    Learnings = [new(LearningCategory.Prevention, Sentence(), Sentence())],
                },
                by
            )
        );
        for (var i = 0; i < 2; i++)
        {
            db.ActionItems.Add(
                ActionItem.Add(
                    await db.NextItem(),
                    number,
                    new ActionItemDetails { Title = Sentence() },
                    by
                )
            );
        }
    }

    private string Text(int sentences) =>
        string.Join(' ', Enumerable.Range(0, sentences).Select(_ => Sentence()));

    private string Sentence() =>
        $"The {Pick(Things)} {Pick(Things)} {Pick(Verbs)} {Pick(Links)} the {Pick(Things)} of the {Pick(Things)} {Pick(Verbs)} in {Pick(Things)} {_random.Next(1, 400)}.";

    // A few words stand in most texts, most words in few (Zipf), as in what people write.
    private string Pick(string[] words) =>
        words[(int)(words.Length * Math.Pow(_random.NextDouble(), 2))];

    private static string Upper(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
