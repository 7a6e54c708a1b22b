namespace Afterword.Server.Data.Insight;

/// <summary>The facts of one incident, packed: what it adds to each metric. Written by the roll-up alone.</summary>
internal sealed class IncidentFacts
{
    public int IncidentNumber { get; set; }

    /// <summary>Whether they are kept out of <see cref="MetricDay"/>, because not everybody may see the incident.</summary>
    public bool Restricted { get; set; }

    /// <summary>The first day of any of them.</summary>
    public DateOnly FirstDay { get; set; }

    /// <summary>The last day of any of them; the last day there is while an item stands open.</summary>
    public DateOnly LastDay { get; set; }

    /// <summary>See <see cref="PackedFacts"/>.</summary>
    public byte[] Facts { get; set; } = [];
}

/// <summary>What one metric counts on one day, over all incidents that everybody may see.</summary>
internal sealed class MetricDay
{
    public DateOnly Day { get; set; }

    public string Metric { get; set; } = "";

    public long N { get; set; }

    /// <summary>The sum of the values; of ages, how many of those that began on this day stand now.</summary>
    public long Total { get; set; }

    public long Invalid { get; set; }

    /// <summary>Each value in order, packed, for metrics that need a median; of ages, those at which something went or came back.</summary>
    public byte[] Kept { get; set; } = [];
}

/// <summary>How far the roll-up has come. One row.</summary>
internal sealed class MetricState
{
    public int Id { get; set; } = 1;

    /// <summary>Which metrics the tables hold; another list of metrics builds them anew.</summary>
    public string Code { get; set; } = "";

    /// <summary>The sealed event up to which changes are taken in.</summary>
    public long Sequence { get; set; }

    /// <summary>Whether every incident was taken in once.</summary>
    public bool Built { get; set; }

    /// <summary>While not built: the incident up to which it is.</summary>
    public int DoneIncident { get; set; }

    /// <summary>Counts changes; caches are keyed by it.</summary>
    public long Version { get; set; }
}
