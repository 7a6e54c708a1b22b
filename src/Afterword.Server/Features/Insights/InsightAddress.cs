using Afterword.Core.Metrics;

namespace Afterword.Server.Features.Insights;

/// <summary>Addresses of pages about figures: each keeps the words that the reader chose.</summary>
/// <param name="Words">The words after the question mark, without it.</param>
[Offered]
public sealed record InsightAddress(IReadOnlyDictionary<string, string> Words)
{
    public static InsightAddress Of(IQueryCollection query) =>
        new(
            query
                .Where(q => q.Key is not ("cursor" or "format") && q.Value.ToString().Length > 0)
                .ToDictionary(q => q.Key, q => q.Value.ToString())
        );

    /// <summary>The same words with some of them changed; null takes one out.</summary>
    public InsightAddress With(params (string Word, string? Value)[] changes)
    {
        var words = new Dictionary<string, string>(Words);
        foreach (var (word, value) in changes)
        {
            if (value is null)
            {
                words.Remove(word);
            }
            else
            {
                words[word] = value;
            }
        }
        return new InsightAddress(words);
    }

    /// <summary>The same about one slice only.</summary>
    public InsightAddress In(MetricWindow window) =>
        With(
            ("last", null),
            ("from", $"{window.From:yyyy-MM-dd}"),
            ("to", $"{window.To:yyyy-MM-dd}")
        );

    public string To(string path) => path + QueryString.Create(Words!);

    public string ToMetric(IMetric metric) => To($"/insights/metrics/{metric.Id}");
}
