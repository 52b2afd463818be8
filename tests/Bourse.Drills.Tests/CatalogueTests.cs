namespace Bourse.Drills.Tests;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_drill_has_a_name_of_its_own_and_says_what_it_does_and_what_must_hold()
    {
        IReadOnlyList<Drill> drills = DrillCatalogue.All();
        Assert.Equal(drills.Count, drills.Select(drill => drill.Name).Distinct().Count());
        Assert.All(drills, drill =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", drill.Name);
            Assert.NotEmpty(drill.What);
            Assert.NotEmpty(drill.Limit);
        });
    }

    [Fact]
    public void Every_kind_of_drill_is_in_the_catalogue() => Assert.Equal(
        typeof(Drill).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Drill))).Select(type => type.Name).Order(),
        DrillCatalogue.All().Select(drill => drill.GetType().Name).Order());
}
