using Afterword.Core;
using Afterword.Core.Updates;

namespace Afterword.Server.Features.Incidents;

/// <summary>What is owed and to whom, in words.</summary>
internal static class OwedWords
{
    public static string What(UpdateKind kind) =>
        kind switch
        {
            UpdateKind.InitialSummary => "First summary",
            _ => Sentence(SnakeCase.Of(kind)),
        };

    public static string ToWhom(Audience audience) =>
        audience switch
        {
            Audience.AffectedTeams => "Affected teams",
            _ => Sentence(SnakeCase.Of(audience)),
        };

    private static string Sentence(string name) =>
        char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
}
