using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Afterword.Speed;

/// <summary>Runs wrk, the load tool from Debian, on one address.</summary>
internal static partial class Wrk
{
    private const int Connections = 16;

    /// <summary>One round.</summary>
    /// <exception cref="InvalidOperationException">An answer was no 2xx, or wrk failed: the figure would say nothing.</exception>
    public static async Task<Round> Get(Uri address, int seconds, string? header = null)
    {
        List<string> args = ["-t1", $"-c{Connections}", $"-d{seconds}s", "--latency"];
        if (header is not null)
        {
            args.AddRange(["-H", header]);
        }
        args.Add(address.ToString());
        using var wrk = Process.Start(
            new ProcessStartInfo("wrk", args) { RedirectStandardOutput = true }
        )!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (
            wrk.ExitCode != 0
            || said.Contains("Non-2xx", StringComparison.Ordinal)
            || !PerSecond().IsMatch(said)
        )
        {
            throw new InvalidOperationException($"{address}: {said}");
        }
        return new Round(
            double.Parse(PerSecond().Match(said).Groups[1].Value, CultureInfo.InvariantCulture),
            Milliseconds(P99().Match(said))
        );
    }

    private static double Milliseconds(Match match) =>
        double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        * match.Groups[2].Value switch
        {
            "us" => 0.001,
            "ms" => 1,
            _ => 1000,
        };

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();
}

/// <summary>What a round came to.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P99">The 99th percentile of the time to an answer, milliseconds.</param>
internal readonly record struct Round(double PerSecond, double P99);
