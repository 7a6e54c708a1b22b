namespace Afterword.Fuzz;

/// <summary>What a run found.</summary>
internal sealed class Figures
{
    private readonly Lock gate = new();

    internal int Inputs { get; set; }
    internal int Refused { get; set; }
    internal int Unstable { get; set; }
    internal int Lost { get; set; }
    internal int Crashes { get; set; }
    internal int Hangs { get; set; }
    internal int Over250 { get; set; }
    internal long SlowestMs { get; set; }
    internal int Slowest { get; set; }
    internal List<string> Bad { get; } = [];

    internal void Add(Figures other)
    {
        lock (gate)
        {
            Inputs += other.Inputs;
            Refused += other.Refused;
            Unstable += other.Unstable;
            Lost += other.Lost;
            Crashes += other.Crashes;
            Hangs += other.Hangs;
            Over250 += other.Over250;
            Bad.AddRange(other.Bad);
            if (other.SlowestMs > SlowestMs)
                (SlowestMs, Slowest) = (other.SlowestMs, other.Slowest);
        }
    }
}
