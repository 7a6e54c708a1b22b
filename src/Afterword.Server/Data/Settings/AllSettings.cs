using Afterword.Core.ActionItems;
using Afterword.Core.FollowThrough;

namespace Afterword.Server.Data.Settings;

/// <summary>One record of settings: its name in the database and the address, its class, and what can be wrong with it.</summary>
/// <param name="Name">The name in the database and in <c>/settings/NAME</c>.</param>
/// <param name="Title">The page's title.</param>
/// <param name="Type">The record; each property has a docstring, from which page and documentation are printed.</param>
/// <param name="Wrong">What is wrong with one, by property.</param>
internal sealed record SettingsKind(
    string Name,
    string Title,
    Type Type,
    Func<object, IEnumerable<(string Field, string Message)>> Wrong
);

/// <summary>Every record of settings. A new one is a record and one line here; a new setting is a property with a docstring.</summary>
internal static class AllSettings
{
    public static IReadOnlyList<SettingsKind> List { get; } =
    [
        Kind<OrganizationSettings>("organization", "Organization", o => o.Wrong()),
        Kind<CadencePolicy>("cadence", "Cadence", CadenceLimits.Wrong),
        Kind<LintingSettings>("linter", "Linter", l => l.Wrong()),
        Kind<DueDatePolicy>(
            "due-dates",
            "Due dates",
            d =>
                Ranges.Of(
                    d,
                    ("P1Days", 1, 365),
                    ("P2Days", 1, 365),
                    ("P3Days", 1, 365),
                    ("P4Days", 1, 365),
                    ("Sev1MostDays", 1, 365)
                )
        ),
    ];

    public static SettingsKind Of(Type type) => List.First(kind => kind.Type == type);

    private static SettingsKind Kind<T>(
        string name,
        string title,
        Func<T, IEnumerable<(string, string)>> wrong
    ) => new(name, title, typeof(T), value => wrong((T)value));

    internal static class Ranges
    {
        public static IEnumerable<(string, string)> Of(
            object value,
            params (string Property, int Least, int Most)[] ranges
        ) =>
            from range in ranges
            let number = (int)value.GetType().GetProperty(range.Property)!.GetValue(value)!
            where number < range.Least || number > range.Most
            select (range.Property, $"This is a whole number from {range.Least} to {range.Most}.");
    }
}
