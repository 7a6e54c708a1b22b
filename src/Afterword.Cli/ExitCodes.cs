namespace Afterword.Cli;

/// <summary>What the tool's exit codes mean, for every command.</summary>
internal static class ExitCodes
{
    /// <summary>All is well.</summary>
    internal const int Fine = 0;

    /// <summary>There are findings, or a part failed.</summary>
    internal const int Findings = 1;

    /// <summary>The command line is wrong, or nothing could be read.</summary>
    internal const int WrongUsage = 2;
}
