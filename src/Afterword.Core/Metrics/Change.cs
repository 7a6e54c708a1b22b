namespace Afterword.Core.Metrics;

/// <summary>What a comparison came to.</summary>
public enum Verdict
{
    /// <summary>One of the two windows has no data.</summary>
    NoData,

    /// <summary>There is data, but too little to say anything.</summary>
    TooFew,

    /// <summary>A difference of this size comes about by chance alone too often to mean something.</summary>
    Noise,

    /// <summary>It got better, and that is more than noise.</summary>
    Better,

    /// <summary>It got worse, and that is more than noise.</summary>
    Worse,

    /// <summary>It changed by more than noise, and neither direction is the good one.</summary>
    Different,

    /// <summary>A standing figure: one number each, told without a statement on noise.</summary>
    NotTested,
}

/// <summary>A figure beside an earlier one.</summary>
/// <param name="Before">The earlier figure.</param>
/// <param name="Now">This window's figure.</param>
/// <param name="Verdict">Better, worse, or no more than noise.</param>
/// <param name="P">The two-sided probability of a difference at least this large by chance; null where nothing was tested.</param>
public sealed record Change(Figure Before, Figure Now, Verdict Verdict, double? P)
{
    /// <summary>The length of the earlier window, days, where a count is told beside one of another length; else nought.</summary>
    public int DaysBefore { get; init; }

    /// <summary>How many times as long the later window is.</summary>
    public double Longer { get; init; } = 1;

    /// <summary>The difference, in the metric's own unit, counts by their rate; null without two figures.</summary>
    public double? Difference => Now.Value - Before.Value * Longer;

    /// <summary>True where the figure rose, false where it fell, null where it stands or is unknown.</summary>
    public bool? Rose => Difference is { } d && d != 0 ? d > 0 : null;
}
