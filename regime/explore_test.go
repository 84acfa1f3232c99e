package regime_test
import ("testing";"fmt";"time";"github.com/fromabove/fromabove/country";"github.com/fromabove/fromabove/regime")
func TestExplore(t *testing.T){
 for _, sc := range []int{10000,1000} { for seed:=uint64(1);seed<4;seed++{
 start:=time.Now()
 h:=begin(t,suspicious(48),regime.Options{Seed:seed,Scale:sc,Workers:1})
 rs:=run(t,h)
 fmt.Println(sc,seed,time.Since(start))
 for _,o:=range h.Country.Operations{fmt.Printf("  %+v\n",o)}
 if seed==1 {for i,r:=range rs{ if i%4==0 {g:=r.Gauges; fmt.Printf("%v arr %.0f ex %.0f camp %.0f sup %.2f acc %.2f dis %.4f V %.2f D %.2f m %.2f el %.0f net %.5f req %.0f lim %.0f cc %.2f\n", r.Month,g[country.Arrests],g[country.Executions],g[country.CampPopulation],g[country.SupportShare],g[country.AcclaimShare],g[country.DissentShare],g[country.Vigilance],g[country.Dominance],g[country.Margin],g[country.EliteArrested],g[country.NetThreat],g[country.OperationRequested],g[country.OperationLimit],g[country.CCLostShare])}}}
 }}
}
