using System.Globalization;

namespace Afterword.Speed;

/// <summary>What was measured, each figure printed when it is known, with its goal beside it.</summary>
internal sealed class Figures
{
    private readonly List<string> _missed = [];
    private int _goals;

    /// <summary>A figure without a goal.</summary>
    public static void Say(string name, string value) => Console.WriteLine($"{name, -66} {value}");

    /// <summary>A figure that is to be at most the goal.</summary>
    public void AtMost(string name, double value, double goal, string unit) =>
        Judge(name, value, goal, unit, "≤", value <= goal);

    /// <summary>A figure that is to be at least the goal.</summary>
    public void AtLeast(string name, double value, double goal, string unit) =>
        Judge(name, value, goal, unit, "≥", value >= goal);

    /// <summary>Prints the last line.</summary>
    /// <returns>The exit code.</returns>
    public int Sum()
    {
        Console.WriteLine(
            _missed.Count == 0
                ? $"GOOD: all {_goals} goals hold"
                : $"BAD: {_missed.Count} of {_goals} goals missed: {string.Join("; ", _missed)}"
        );
        return _missed.Count == 0 ? 0 : 1;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN
            : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
            : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.###", CultureInfo.InvariantCulture);

    private void Judge(string name, double value, double goal, string unit, string sign, bool holds)
    {
        _goals++;
        Say(
            name,
            $"{Number(value)} {unit}   goal {sign} {Number(goal)}   {(holds ? "ok" : "MISSED")}"
        );
        if (!holds)
        {
            _missed.Add(name);
        }
    }
}
