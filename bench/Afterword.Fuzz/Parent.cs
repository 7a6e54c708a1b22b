using System.Diagnostics;
using System.Globalization;

namespace Afterword.Fuzz;

/// <summary>Watches child processes: an input that kills one, or keeps it from answering, is counted and passed over.</summary>
internal static class Parent
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    internal static Figures Run(int start, int count)
    {
        var figures = new Figures();
        var next = start;
        while (next < start + count)
            next = RunChild(next, start + count - next, figures);
        return figures;
    }

    /// <summary>How many of the pathological texts took over 250 ms, told by the child line by line.</summary>
    internal static int RunPathological()
    {
        using var child = Start("--pathological");
        var text = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Console.Write(text);
        return child.ExitCode is >= 0 and < 100 ? child.ExitCode : 100;
    }

    /// <summary>Runs a child until it ends or stops answering; gives the number to go on with.</summary>
    private static int RunChild(int first, int count, Figures figures)
    {
        using var child = Start(
            "--child",
            first.ToString(CultureInfo.InvariantCulture),
            count.ToString(CultureInfo.InvariantCulture)
        );
        var at = first - 1;
        while (true)
        {
            var line = child.StandardOutput.ReadLineAsync();
            if (!Answers(line, child))
            {
                child.Kill();
                figures.Hangs++;
                figures.Bad.Add($"input {at + 1} did not end within {Patience.TotalSeconds:F0} s");
                return at + 2;
            }
            if (line.GetAwaiter().GetResult() is not { } answer)
                break;
            at = Take(answer, figures);
        }
        child.WaitForExit();
        if (child.ExitCode == 0 && at == first + count - 1)
            return first + count;
        figures.Crashes++;
        figures.Bad.Add($"input {at + 1} ended the process with code {child.ExitCode}");
        return at + 2;
    }

    /// <summary>
    /// Waits for a line as long as the child has used less processor time than a hang would: on a busy machine minutes may pass
    /// before it even runs.
    /// </summary>
    private static bool Answers(Task line, Process child)
    {
        var before = Spent(child);
        while (!line.Wait(Patience))
        {
            if (Spent(child) is not { } spent)
                return line.Wait(Patience);
            if (spent - (before ?? TimeSpan.Zero) > Patience)
                return false;
        }
        return true;
    }

    /// <summary>The processor time a child has used; null when it has ended.</summary>
    private static TimeSpan? Spent(Process child)
    {
        try
        {
            child.Refresh();
            return child.HasExited ? null : child.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static int Take(string answer, Figures figures)
    {
        var parts = answer.Split('\t');
        var number = int.Parse(parts[0], CultureInfo.InvariantCulture);
        var ms = long.Parse(parts[1], CultureInfo.InvariantCulture);
        figures.Inputs++;
        figures.Refused += parts[2] == "refused" ? 1 : 0;
        figures.Unstable += parts[2] is "unstable" ? 1 : 0;
        figures.Lost += parts[2] is "lost" ? 1 : 0;
        if (parts[2] is "unstable" or "lost")
            figures.Bad.Add($"input {number} is {parts[2]}; see --explain {number}");
        figures.Over250 += ms > 250 ? 1 : 0;
        if (parts[2] == "threw")
        {
            figures.Crashes++;
            figures.Bad.Add($"input {number} threw {parts[3]}");
        }
        if (ms > 1000)
        {
            figures.Hangs++;
            figures.Bad.Add($"input {number} took {ms} ms");
        }
        if (ms > figures.SlowestMs)
            (figures.SlowestMs, figures.Slowest) = (ms, number);
        return number;
    }

    private static Process Start(params string[] arguments)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            info.ArgumentList.Add(typeof(Parent).Assembly.Location);
        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);
        return Process.Start(info)!;
    }
}
