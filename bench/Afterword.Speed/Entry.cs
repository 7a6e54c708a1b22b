using System.Globalization;
using Afterword.Speed;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["baseline", var file, var port])
{
    await Baseline.Run(file, int.Parse(port, CultureInfo.InvariantCulture));
    return 0;
}
SpeedOptions options;
try
{
    options = SpeedOptions.Read(args);
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
var figures = new Figures();
if (options.Has("reminders") || options.Has("deliveries"))
{
    await Following.Run(options, figures);
}
if (!options.NeedsData)
{
    return figures.Sum();
}
await Console.Error.WriteLineAsync("Filling the databases …");
using var small = await Data.Make(options, SpeedOptions.Small);
using var large =
    options.Large == SpeedOptions.Small ? small.Copy() : await Data.Make(options, options.Large);
if (options.Has("pages"))
{
    await Reading.Pages(options, figures, small, large);
}
if (options.Has("list"))
{
    await Reading.Lists(options, figures, large);
}
if (options.Has("writes"))
{
    await Writing.Run(options, figures, small);
}
if (options.Has("sweep"))
{
    await Following.Sweeps(figures, large);
}
if (options.Has("start"))
{
    await Starting.Run(options, figures, large);
}
return figures.Sum();
