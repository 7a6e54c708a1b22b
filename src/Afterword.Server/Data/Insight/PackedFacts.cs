using Afterword.Core.ActionItems;
using Afterword.Core.Metrics;
using Afterword.Core.Updates;

namespace Afterword.Server.Data.Insight;

/// <summary>What groups ask of an item.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Priority">How urgent it is; null when unknown.</param>
/// <param name="OwnerTeamId">The team that owns it; null where a person does or nobody yet.</param>
internal readonly record struct FactItem(int Number, Priority? Priority, int? OwnerTeamId);

/// <summary>A fact, unpacked: of which metric, about which item.</summary>
internal readonly record struct MetricFact(int Metric, Fact Fact, FactItem? Item);

/// <summary>
/// The facts of one incident in a few hundred bytes: numbers of seven bits a byte, days as steps from the one before. A metric is its
/// place in <see cref="AllMetrics.List"/>; another list has another <see cref="Code"/>, and everything is built anew.
/// </summary>
internal static class PackedFacts
{
    /// <summary>Raise it when a metric's definition or this packing changes.</summary>
    private const int Revision = 3;

    /// <summary>What the stored facts must have been packed with.</summary>
    public static readonly string Code =
        $"{Revision}:{string.Join(',', AllMetrics.List.Select(m => m.Id))}";

    public static byte[] Pack(MetricIncident incident, IReadOnlyList<MetricFact> facts)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var places = new Dictionary<int, int>();
        writer.Write7BitEncodedInt(incident.Items.Count);
        foreach (var item in incident.Items)
        {
            places[item.Number] = places.Count + 1;
            writer.Write7BitEncodedInt(item.Number);
            writer.Write7BitEncodedInt(item.Priority is { } priority ? (int)priority + 1 : 0);
            writer.Write7BitEncodedInt(item.OwnerTeamId ?? 0);
        }
        var day = 0;
        foreach (var (metric, fact, _) in facts)
        {
            writer.Write7BitEncodedInt(metric);
            writer.Write7BitEncodedInt64(ZigZag(fact.Day.DayNumber - day));
            writer.Write7BitEncodedInt(
                fact.Item is { } number ? places.GetValueOrDefault(number) : 0
            );
            writer.Write7BitEncodedInt(fact.Audience is { } readers ? (int)readers + 1 : 0);
            // Nought stands for "left out".
            writer.Write7BitEncodedInt64(fact.IsInvalid ? 0 : ZigZag(fact.Value) + 1);
            day = fact.Day.DayNumber;
        }
        return bytes.ToArray();
    }

    public static List<MetricFact> Unpack(byte[] packed)
    {
        var facts = new List<MetricFact>(packed.Length / 6);
        var reader = new PackedNumbers(packed);
        var items = new FactItem[(int)reader.Next()];
        for (var i = 0; i < items.Length; i++)
        {
            var number = (int)reader.Next();
            var (priority, team) = ((int)reader.Next(), (int)reader.Next());
            items[i] = new FactItem(
                number,
                priority == 0 ? null : (Priority)(priority - 1),
                team == 0 ? null : team
            );
        }
        var day = 0;
        while (reader.HasMore)
        {
            var metric = (int)reader.Next();
            day += (int)UnZigZag(reader.Next());
            var (place, audience, value) = ((int)reader.Next(), (int)reader.Next(), reader.Next());
            FactItem? item = place == 0 ? null : items[place - 1];
            var fact = new Fact(
                DateOnly.FromDayNumber(day),
                value == 0 ? Fact.Left : UnZigZag(value - 1),
                item?.Number,
                audience == 0 ? null : (Audience)(audience - 1)
            );
            facts.Add(new MetricFact(metric, fact, item));
        }
        return facts;
    }

    /// <summary>Values from nought up in order, each as the step from the one before and, where it stands there more than once, how often.</summary>
    public static byte[] PackValues(List<long> values)
    {
        if (values.Count == 0)
        {
            return [];
        }
        values.Sort();
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var last = 0L;
        for (var i = 0; i < values.Count; )
        {
            var (value, first) = (values[i], i);
            while (i < values.Count && values[i] == value)
            {
                i++;
            }
            var count = i - first;
            writer.Write7BitEncodedInt64((value - last) << 1 | (count > 1 ? 1L : 0));
            if (count > 1)
            {
                writer.Write7BitEncodedInt(count);
            }
            last = value;
        }
        return bytes.ToArray();
    }

    public static List<ValueRun> UnpackRuns(byte[] packed)
    {
        var runs = new List<ValueRun>(packed.Length / 2);
        var reader = new PackedNumbers(packed);
        var last = 0L;
        while (reader.HasMore)
        {
            var step = reader.Next();
            last += step >>> 1;
            runs.Add(new ValueRun(last, (step & 1) == 0 ? 1 : reader.Next()));
        }
        return runs;
    }

    public static List<long> UnpackValues(byte[] packed) =>
        [.. UnpackRuns(packed).SelectMany(run => Enumerable.Repeat(run.Value, (int)run.Count))];

    /// <summary>An age at which something went (below nought) or came back, as a value from nought up.</summary>
    public static long PackAge(long age) => ZigZag(age);

    /// <summary>The age of a packed one.</summary>
    public static long UnpackAge(long packed) => UnZigZag(packed);

    private static long ZigZag(long value) => (value << 1) ^ (value >> 63);

    private static long UnZigZag(long value) => (value >>> 1) ^ -(value & 1);

    /// <summary>Reads numbers of seven bits a byte.</summary>
    private struct PackedNumbers(byte[] packed)
    {
        private int _at;

        public readonly bool HasMore => _at < packed.Length;

        public long Next()
        {
            var (value, shift) = (0L, 0);
            byte part;
            do
            {
                part = packed[_at++];
                value |= (long)(part & 0x7F) << shift;
                shift += 7;
            } while (part >= 0x80);
            return value;
        }
    }
}
