using System.Globalization;
using System.Text.RegularExpressions;

namespace Afterword.Crash;

/// <summary>What an update's messages are known by at the receivers: a word in the body, because a thread keeps one subject.</summary>
internal static partial class Marks
{
    public static string Of(int update) =>
        string.Create(CultureInfo.InvariantCulture, $"mark-{update:D6}");

    /// <summary>The mark in a message as it went over the wire; empty when there is none.</summary>
    public static string In(string message) => Pattern().Match(message).Value;

    [GeneratedRegex("mark-[0-9]{6}")]
    private static partial Regex Pattern();
}
